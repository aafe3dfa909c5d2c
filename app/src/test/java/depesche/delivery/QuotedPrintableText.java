package depesche.delivery;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Reads a part of a mail as a mail program would.
final class QuotedPrintableText {

    private QuotedPrintableText() {}

    static String of(String encoded) {
        String unfolded = encoded.replace("=\r\n", "").replace("\r\n", "\n");
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < unfolded.length(); i++) {
            if (unfolded.charAt(i) == '=' && i + 2 < unfolded.length()) {
                bytes.write(Integer.parseInt(unfolded.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.write(unfolded.charAt(i));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
