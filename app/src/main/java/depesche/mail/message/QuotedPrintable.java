package depesche.mail.message;

import java.nio.charset.StandardCharsets;

/// Quoted-printable (RFC 2045 §6.7) of UTF-8 text, in a form that nothing on the way may change: spaces at line ends
/// and second spaces, tabs, dots and `From ` at the start of a line are encoded. So dot-stuffing has nothing to do, and
/// the relaxed canonical form of DKIM is the text itself. A marker of a hole stands on a line of its own, between soft
/// breaks, so that its value has all columns to itself.
final class QuotedPrintable {

    private static final int COLUMNS = 75;
    private static final String HEX = "0123456789ABCDEF";

    private final StringBuilder out = new StringBuilder();
    private int column;

    private QuotedPrintable() {}

    /// Lines joined by CRLF; any kind of line end is one.
    static String of(String text) {
        var encoder = new QuotedPrintable();
        encoder.encode(text.replace("\r\n", "\n"));
        return encoder.out.toString();
    }

    private void encode(String text) {
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            int next = i + Character.charCount(c);
            if (c == '\n') {
                newLine();
            } else if (Hole.isMarker((char) c) && c <= 0xFFFF) {
                hole((char) c, next == text.length() || text.charAt(next) == '\n');
            } else {
                character(c, next == text.length() ? '\n' : text.charAt(next));
            }
            i = next;
        }
    }

    private void newLine() {
        out.append("\r\n");
        column = 0;
    }

    private void softBreak() {
        out.append('=');
        newLine();
    }

    private void hole(char marker, boolean lineEnds) {
        if (column > 0) {
            softBreak();
        }
        out.append(marker);
        if (!lineEnds) {
            softBreak();
        }
    }

    private void character(int c, char next) {
        if (isPlain(c, next)) {
            if (column == COLUMNS) {
                softBreak();
            }
            if (column == 0 && (c == '.' || c == 'F')) {
                escape((byte) c);
            } else {
                out.append((char) c);
                column++;
            }
            return;
        }
        var bytes = (c >= 0xD800 && c <= 0xDFFF ? "\uFFFD" : Character.toString(c)).getBytes(StandardCharsets.UTF_8);
        if (column + 3 * bytes.length > COLUMNS) {
            softBreak();
        }
        for (byte b : bytes) {
            escape(b);
        }
    }

    private void escape(byte b) {
        out.append('=').append(HEX.charAt(b >> 4 & 15)).append(HEX.charAt(b & 15));
        column += 3;
    }

    private boolean isPlain(int c, char next) {
        if (c == ' ') {
            boolean afterSpace = column > 0 && out.charAt(out.length() - 1) == ' ';
            return !afterSpace && next != '\n' && !Hole.isMarker(next);
        }
        return c > ' ' && c < 0x7f && c != '=';
    }
}
