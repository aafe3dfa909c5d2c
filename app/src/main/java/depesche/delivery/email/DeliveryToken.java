package depesche.delivery.email;

import depesche.account.KeyedHash;
import depesche.account.LinkTokens.AlertLink;
import depesche.account.ReaderId;
import depesche.account.Secrets;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What names a delivery in its envelope sender and its Message-ID: alert and reader, with a proof, so that
/// nobody else can make a bounce for a reader. Lower case, since mail servers on the way may change case; the
/// same on every attempt.
public final class DeliveryToken {

    private static final char[] LETTERS = "abcdefghijklmnopqrstuvwxyz234567".toCharArray();
    private static final int PROOF_BYTES = 8;
    private static final int BYTES = Long.BYTES + Integer.BYTES + PROOF_BYTES;
    private static final int LENGTH = BYTES * Byte.SIZE / 5;

    private final KeyedHash proof;

    private DeliveryToken(KeyedHash proof) {
        this.proof = proof;
    }

    /// Tokens under the key that all nodes share.
    public static DeliveryToken of(Secrets secrets) {
        return new DeliveryToken(KeyedHash.under(secrets.key("delivery")));
    }

    /// Thirty-two letters and digits.
    String of(long alert, ReaderId reader) {
        byte[] numbers =
                ByteBuffer.allocate(BYTES).putLong(alert).putInt(reader.value()).array();
        byte[] proven = proof.of(Arrays.copyOf(numbers, Long.BYTES + Integer.BYTES));
        System.arraycopy(proven, 0, numbers, Long.BYTES + Integer.BYTES, PROOF_BYTES);
        return spelled(numbers);
    }

    /// The delivery that a token names, in whatever case it came back; empty if we did not make it.
    public Optional<AlertLink> read(String token) {
        String lower = token.toLowerCase(Locale.ROOT);
        if (lower.length() != LENGTH || lower.chars().anyMatch(c -> value((char) c) < 0)) {
            return Optional.empty();
        }
        var numbers = ByteBuffer.wrap(bytes(lower));
        long alert = numbers.getLong();
        int reader = numbers.getInt();
        if (reader <= 0) {
            return Optional.empty();
        }
        var link = new AlertLink(alert, new ReaderId(reader));
        boolean isOurs = MessageDigest.isEqual(bytes(of(alert, link.reader())), bytes(lower));
        return isOurs ? Optional.of(link) : Optional.empty();
    }

    /// Base 32: each letter stands for five bits.
    private static String spelled(byte[] bytes) {
        var letters = new char[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            int value = 0;
            for (int bit = i * 5; bit < i * 5 + 5; bit++) {
                value = value << 1 | bytes[bit / 8] >> 7 - bit % 8 & 1;
            }
            letters[i] = LETTERS[value];
        }
        return new String(letters);
    }

    private static byte[] bytes(String letters) {
        var bytes = new byte[BYTES];
        for (int i = 0; i < LENGTH; i++) {
            int value = value(letters.charAt(i));
            for (int bit = 0; bit < 5; bit++) {
                int at = i * 5 + bit;
                bytes[at / 8] |= (byte) ((value >> 4 - bit & 1) << 7 - at % 8);
            }
        }
        return bytes;
    }

    private static int value(char letter) {
        if (letter >= 'a' && letter <= 'z') {
            return letter - 'a';
        }
        return letter >= '2' && letter <= '7' ? letter - '2' + 26 : -1;
    }
}
