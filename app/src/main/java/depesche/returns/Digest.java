package depesche.returns;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Set;

/// Tells whether two returned mails are the same: by their bytes, but for line ends and what the servers on the way
/// write on top.
final class Digest {

    private static final Set<String> WRITTEN_ON_THE_WAY = Set.of(
            "received",
            "return-path",
            "delivered-to",
            "x-original-to",
            "envelope-to",
            "delivery-date",
            "x-envelope-to");

    private Digest() {}

    static byte[] of(byte[] mail) {
        String text = new String(mail, StandardCharsets.ISO_8859_1)
                .replace("\r\n", "\n")
                .stripTrailing();
        int body = text.indexOf("\n\n");
        String head = body < 0 ? text : text.substring(0, body);
        var kept = new StringBuilder();
        boolean isKept = true;
        for (String line : (Iterable<String>) head.lines()::iterator) {
            if (!line.startsWith(" ") && !line.startsWith("\t")) {
                isKept = !line.startsWith("From ") && !WRITTEN_ON_THE_WAY.contains(name(line));
            }
            kept.append(isKept ? line + "\n" : "");
        }
        return sha256(kept + (body < 0 ? "" : text.substring(body)));
    }

    private static String name(String line) {
        int colon = line.indexOf(':');
        return colon < 0 ? "" : line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.ISO_8859_1));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("this Java has no SHA-256", missing);
        }
    }
}
