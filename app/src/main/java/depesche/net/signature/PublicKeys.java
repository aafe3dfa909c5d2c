package depesche.net.signature;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Public keys as servers publish them: PEM.
public final class PublicKeys {

    private static final Pattern PEM =
            Pattern.compile("\\s*-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----\\s*");

    /// In what a key is wrapped that stands alone in its PEM (PKCS #1): that it is of RSA, and how long it is.
    private static final Pattern RSA_PEM =
            Pattern.compile("\\s*-----BEGIN RSA PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END RSA PUBLIC KEY-----\\s*");

    private static final byte[] RSA = Base64.getDecoder().decode("MA0GCSqGSIb3DQEBAQUA");

    private static final int LONGEST = 8_000;
    private static final List<String> KINDS = List.of("RSA", "EC", "Ed25519");

    private PublicKeys() {}

    /// Empty for anything that is no key of RSA, an elliptic curve or Ed25519.
    public static Optional<PublicKey> parse(String pem) {
        if (pem.length() > LONGEST) {
            return Optional.empty();
        }
        Matcher wrapped = PEM.matcher(pem);
        if (wrapped.matches()) {
            return decoded(wrapped.group(1)).flatMap(PublicKeys::of);
        }
        Matcher alone = RSA_PEM.matcher(pem);
        return alone.matches()
                ? decoded(alone.group(1)).map(PublicKeys::wrap).flatMap(PublicKeys::of)
                : Optional.empty();
    }

    public static String pem(PublicKey key) {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    private static Optional<byte[]> decoded(String text) {
        return BodyDigest.decoded(text.replaceAll("\\s", ""));
    }

    private static Optional<PublicKey> of(byte[] encoded) {
        return KINDS.stream().flatMap(kind -> of(kind, encoded).stream()).findFirst();
    }

    private static Optional<PublicKey> of(String kind, byte[] encoded) {
        try {
            return Optional.of(KeyFactory.getInstance(kind).generatePublic(new X509EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException _) {
            return Optional.empty();
        }
    }

    /// As a SubjectPublicKeyInfo (RFC 5280 §4.1).
    private static byte[] wrap(byte[] key) {
        byte[] bits = tagged((byte) 3, concat(new byte[] {0}, key));
        return tagged((byte) 0x30, concat(RSA, bits));
    }

    private static byte[] tagged(byte tag, byte[] content) {
        int length = content.length;
        return concat(new byte[] {tag, (byte) 0x82, (byte) (length >> 8), (byte) length}, content);
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
