package depesche.net.signature;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The digest of a body in a header: `Digest` (RFC 3230), and `Content-Digest` (RFC 9530).
final class BodyDigest {

    private static final Map<String, String> ALGORITHMS = Map.of("sha-256", "SHA-256", "sha-512", "SHA-512");

    private BodyDigest() {}

    /// For the header `Digest`.
    static String cavage(byte[] body) {
        return "SHA-256=" + Base64.getEncoder().encodeToString(digest("SHA-256", body));
    }

    /// For the header `Content-Digest`.
    static String content(byte[] body) {
        return "sha-256=:" + Base64.getEncoder().encodeToString(digest("SHA-256", body)) + ":";
    }

    /// Whether a header `Digest` is of this body: at least one value of it that we know, and each of those.
    static boolean isCavage(String header, byte[] body) {
        boolean isAny = false;
        for (String part : header.split(",", -1)) {
            int middle = part.indexOf('=');
            String name = middle < 0 ? "" : part.substring(0, middle).strip().toLowerCase(Locale.ROOT);
            if (ALGORITHMS.containsKey(name)) {
                isAny = true;
                Optional<byte[]> told = decoded(part.substring(middle + 1).strip());
                if (!isOf(name, told, body)) {
                    return false;
                }
            }
        }
        return isAny;
    }

    /// As above, of a header `Content-Digest`.
    static boolean isContent(String header, byte[] body) {
        boolean isAny = false;
        for (var entry : StructuredFields.dictionary(header).orElse(Map.of()).entrySet()) {
            if (ALGORITHMS.containsKey(entry.getKey())) {
                isAny = true;
                if (!isOf(entry.getKey(), StructuredFields.bytes(entry.getValue()), body)) {
                    return false;
                }
            }
        }
        return isAny;
    }

    private static boolean isOf(String name, Optional<byte[]> told, byte[] body) {
        byte[] right = digest(ALGORITHMS.getOrDefault(name, ""), body);
        return told.filter(bytes -> MessageDigest.isEqual(bytes, right)).isPresent();
    }

    static Optional<byte[]> decoded(String base64) {
        try {
            return Optional.of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static byte[] digest(String algorithm, byte[] body) {
        try {
            return MessageDigest.getInstance(algorithm).digest(body);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("this Java has no " + algorithm, missing);
        }
    }
}
