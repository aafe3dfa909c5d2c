package depesche.follow;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The lines of a text of any size, one at a time: UTF-8, with or without a byte order mark, ended by LF or CRLF.
/// A line that is too long is skipped to its end without being kept.
final class Lines {

    /// One line, counted from 1.
    sealed interface Line {
        long number();
    }

    record Text(long number, String text, int bytes) implements Line {}

    record Unreadable(long number, String why) implements Line {}

    private static final int LONGEST = 64 * 1024;
    private static final int BUFFER = 64 * 1024;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final InputStream in;
    private final byte[] line = new byte[LONGEST];
    private long number;

    Lines(InputStream in) {
        this.in = new BufferedInputStream(in, BUFFER);
    }

    /// The next line; empty at the end.
    Optional<Line> next() {
        try {
            int length = read();
            if (length < 0) {
                return Optional.empty();
            }
            number++;
            return Optional.of(
                    length > LONGEST
                            ? new Unreadable(number, "the line has more than " + LONGEST + " bytes")
                            : decoded(length));
        } catch (IOException broken) {
            throw new UncheckedIOException("reading broke off after line " + number, broken);
        }
    }

    /// How many bytes the line has, though no more than fit are kept; -1 at the end.
    private int read() throws IOException {
        int length = 0;
        int next = in.read();
        if (next < 0) {
            return -1;
        }
        while (next >= 0 && next != '\n') {
            if (length < LONGEST) {
                line[length] = (byte) next;
            }
            length = Math.min(length + 1, LONGEST + 1);
            next = in.read();
        }
        return length;
    }

    private Line decoded(int length) {
        int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line, 0, end))
                    .toString();
            boolean marked = number == 1 && text.startsWith(BYTE_ORDER_MARK);
            return new Text(number, marked ? text.substring(1) : text, length);
        } catch (CharacterCodingException notUtf8) {
            return new Unreadable(number, "the line is not UTF-8");
        }
    }
}
