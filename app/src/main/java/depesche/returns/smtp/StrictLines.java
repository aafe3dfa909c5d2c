package depesche.returns.smtp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/// Lines as RFC 5321 §2.3.8 has them: they end with CR LF and nothing else. A bare CR or LF is how one mail is smuggled
/// behind another, so it ends the conversation.
final class StrictLines {

    /// A CR or LF on its own.
    static final class BareLineEnd extends IOException {
        private static final long serialVersionUID = 1;
    }

    private static final int BUFFER = 16 * 1024;
    private static final int END = -1;

    private final Socket socket;
    private final InputStream in;
    private final Duration idle;
    private final long deadline;
    private final byte[] buffer = new byte[BUFFER];
    private int next;
    private int filled;

    StrictLines(Socket socket, InputStream in, ReturnLimits limits) {
        this.socket = socket;
        this.in = in;
        this.idle = limits.idle();
        this.deadline = System.nanoTime() + limits.whole().toNanos();
    }

    /// Whether more has come already: then answers can wait.
    boolean hasMore() {
        return next < filled;
    }

    /// Appends the next line without its end, as far as there is room; what is beyond is read and lost.
    ///
    /// @return how long the line was; -1 at the end of the stream
    int read(ByteArrayOutputStream line, int room) throws IOException {
        int length = 0;
        while (true) {
            int value = next();
            if (value == END) {
                return END;
            }
            if (value == '\r') {
                if (next() != '\n') {
                    throw new BareLineEnd();
                }
                return length;
            }
            if (value == '\n') {
                throw new BareLineEnd();
            }
            if (length < room) {
                line.write(value);
            }
            length++;
        }
    }

    private int next() throws IOException {
        if (next == filled) {
            fill();
        }
        return next < filled ? buffer[next++] & 0xFF : END;
    }

    private void fill() throws IOException {
        long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
        if (left <= 0) {
            throw new SocketTimeoutException("the conversation takes too long");
        }
        socket.setSoTimeout((int) Math.min(left, idle.toMillis()));
        int count = in.read(buffer);
        next = 0;
        filled = Math.max(count, 0);
    }
}
