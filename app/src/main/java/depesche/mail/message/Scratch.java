package depesche.mail.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A growing run of bytes, used again and again by one thread.
final class Scratch {

    private byte[] bytes = new byte[16 * 1024];
    private int length;

    void clear() {
        length = 0;
    }

    int length() {
        return length;
    }

    /// The bytes themselves, valid up to [#length()] and until the next write.
    byte[] bytes() {
        return bytes;
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }

    void put(byte[] more) {
        ensure(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
    }

    void put(String text) {
        ensure(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > 0x7e) {
                put(text.substring(i).getBytes(StandardCharsets.UTF_8));
                return;
            }
            bytes[length++] = (byte) c;
        }
    }

    private void ensure(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
