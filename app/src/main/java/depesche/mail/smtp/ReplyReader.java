package depesche.mail.smtp;

import depesche.mail.SmtpReply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Reads replies of one or many lines, and trusts neither their length nor their form.
final class ReplyReader {

    private static final int MAX_LINE = 2_000;
    private static final int MAX_LINES = 200;
    private static final int MAX_TEXT = 500;

    private final Source source;
    private final byte[] buffer = new byte[2 * MAX_LINE];
    private int start;
    private int end;
    private int lineEnd;

    ReplyReader(Source source) {
        this.source = source;
    }

    boolean hasUnread() {
        return start < end;
    }

    /// One reply, its lines joined by a space.
    SmtpReply next() throws IOException {
        return next(" ", MAX_TEXT);
    }

    /// One reply, its lines joined by a line feed: for the answer to EHLO.
    SmtpReply nextInFull() throws IOException {
        return next("\n", MAX_LINES * MAX_LINE);
    }

    private SmtpReply next(String joint, int most) throws IOException {
        int line = nextLine();
        int code = code(line);
        if (isLast(line)) {
            return new SmtpReply(code, text(line));
        }
        var text = new StringBuilder(text(line));
        for (int lines = 1; lines < MAX_LINES; lines++) {
            line = nextLine();
            if (code(line) != code) {
                throw new WireBroken("reply changes its code from " + code + " to " + code(line));
            }
            if (text.length() < most) {
                text.append(joint).append(text(line));
            }
            if (isLast(line)) {
                return new SmtpReply(code, text.substring(0, Math.min(text.length(), most)));
            }
        }
        throw new WireBroken("reply of more than " + MAX_LINES + " lines");
    }

    /// Where the next line starts; it ends before `lineEnd`, and `start` stands behind it.
    private int nextLine() throws IOException {
        int looked = start;
        while (true) {
            for (; looked < end; looked++) {
                if (buffer[looked] == '\n') {
                    int line = start;
                    lineEnd = looked > start && buffer[looked - 1] == '\r' ? looked - 1 : looked;
                    start = looked + 1;
                    return line;
                }
            }
            if (end - start > MAX_LINE) {
                throw new WireBroken("reply line of more than " + MAX_LINE + " bytes");
            }
            looked -= makeRoom();
            int count = source.read(buffer, end);
            if (count < 0) {
                throw new WireBroken("connection closed by the server");
            }
            end += count;
        }
    }

    private int makeRoom() {
        int moved = start;
        if (moved > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            start = 0;
            end -= moved;
        }
        return moved;
    }

    private int code(int line) {
        boolean separated = lineEnd - line <= 3 || buffer[line + 3] == ' ' || buffer[line + 3] == '-';
        if (lineEnd - line < 3 || !separated) {
            throw new WireBroken("not a reply: " + words(line, lineEnd));
        }
        int code = 0;
        for (int i = line; i < line + 3; i++) {
            int digit = buffer[i] - '0';
            if (digit < 0 || digit > 9) {
                throw new WireBroken("not a reply: " + words(line, lineEnd));
            }
            code = code * 10 + digit;
        }
        if (code < 200 || code > 599) {
            throw new WireBroken("not a reply: " + words(line, lineEnd));
        }
        return code;
    }

    private boolean isLast(int line) {
        return lineEnd - line == 3 || buffer[line + 3] == ' ';
    }

    private String text(int line) {
        return lineEnd - line <= 4 ? "" : words(line + 4, lineEnd);
    }

    private String words(int from, int to) {
        var text = new String(buffer, from, Math.min(to - from, MAX_TEXT), StandardCharsets.UTF_8);
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return text.replaceAll("\\p{Cntrl}", "?");
            }
        }
        return text;
    }

    interface Source {
        /// Reads at least one byte into the buffer from there on; how many, or -1 at the end.
        int read(byte[] buffer, int from) throws IOException;
    }
}
