package depesche.mail.message;

import java.io.ByteArrayOutputStream;
import java.util.Base64;

/// Quoted-printable and base64 as others write them: what is not well-formed is taken as it stands.
final class TransferDecoding {

    private TransferDecoding() {}

    static byte[] base64(String text) {
        var clean = text.replaceAll("[^A-Za-z0-9+/]", "");
        return Base64.getDecoder().decode(clean.length() % 4 == 1 ? clean.substring(1) : clean);
    }

    static byte[] quotedPrintable(String text) {
        var lines = text.replaceAll("[ \t]+(?=\r?\n|$)", "").replaceAll("=\r?\n", "");
        var out = new ByteArrayOutputStream(lines.length());
        for (int i = 0; i < lines.length(); i++) {
            int value = lines.charAt(i) == '=' ? hex(lines, i + 1) : -1;
            if (value >= 0) {
                out.write(value);
                i += 2;
            } else {
                out.write(lines.charAt(i));
            }
        }
        return out.toByteArray();
    }

    private static int hex(String text, int at) {
        if (at + 2 > text.length()) {
            return -1;
        }
        int high = Character.digit(text.charAt(at), 16);
        int low = Character.digit(text.charAt(at + 1), 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }
}
