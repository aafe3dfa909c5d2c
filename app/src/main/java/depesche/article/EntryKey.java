package depesche.article;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/// What the permanent ids of an article are made of that came with an external id: a digest of it, so that what a
/// source calls its articles in the house stays there.
final class EntryKey {

    private static final int BYTES = 16;

    private EntryKey() {}

    static String of(String externalId) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(externalId.getBytes(StandardCharsets.UTF_8));
            return "x" + HexFormat.of().formatHex(Arrays.copyOf(digest, BYTES));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
