package depesche.returns.smtp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/// What a client sends after DATA, up to the line with a dot alone; dots that were stuffed are taken out (RFC 5321
/// §4.5.2). Of a long mail the start is kept, the rest counted.
///
/// @param octets how long it was as sent; -1 if the client went before the end
record DottedText(byte[] start, long octets) {

    private static final int GONE = -1;
    private static final byte[] LINE_END = {'\r', '\n'};

    static DottedText read(StrictLines lines, int kept) throws IOException {
        var start = new ByteArrayOutputStream();
        var line = new ByteArrayOutputStream();
        long octets = 0;
        while (true) {
            line.reset();
            int length = lines.read(line, Math.max(1, kept - start.size()));
            if (length < 0) {
                return new DottedText(new byte[0], GONE);
            }
            byte[] bytes = line.toByteArray();
            int stuffed = length > 0 && bytes[0] == '.' ? 1 : 0;
            if (stuffed == 1 && length == 1) {
                return new DottedText(start.toByteArray(), octets);
            }
            octets += length + LINE_END.length;
            if (start.size() < kept) {
                start.write(bytes, stuffed, bytes.length - stuffed);
                start.writeBytes(LINE_END);
            }
        }
    }

    boolean isGone() {
        return octets == GONE;
    }
}
