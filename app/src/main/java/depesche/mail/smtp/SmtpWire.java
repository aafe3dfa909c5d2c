package depesche.mail.smtp;

import depesche.mail.SmtpReply;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/// Bytes out in one write, replies in, both within a time. A guard closes the socket when the other side takes
/// longer: a read time-out of the socket would not end a write to someone who has stopped reading, nor a reply
/// that drips in byte by byte.
final class SmtpWire {

    /// A write longer than this gets its time anew for each block.
    private static final int BLOCK = 64 * 1024;

    private static final long SECOND = 1_000_000_000L;

    private final Socket plain;
    private final long guardInterval;
    private final ReplyReader replies = new ReplyReader(this::fill);
    private InputStream in;
    private OutputStream out;
    private byte[] outgoing = new byte[16 * 1024];
    private int length;

    /// [System#nanoTime] at which patience ends; 0 when nobody waits.
    private volatile long deadline;

    private volatile boolean overdue;
    private volatile boolean open = true;
    private boolean encrypted;

    private SmtpWire(Socket plain, InputStream in, OutputStream out, Duration shortest) {
        this.plain = plain;
        this.in = in;
        this.out = out;
        this.guardInterval = Math.clamp(shortest.toNanos() / 4, SECOND / 100, SECOND);
    }

    /// Takes over a connected socket.
    static SmtpWire over(Socket socket, Duration shortest) {
        try {
            var wire = new SmtpWire(socket, socket.getInputStream(), socket.getOutputStream(), shortest);
            Thread.ofVirtual().name("smtp-guard").start(wire::guard);
            return wire;
        } catch (IOException broken) {
            throw new WireBroken(reason(broken));
        }
    }

    void put(String text) {
        ensure(text.length() * 3);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > 0x7e) {
                put(text.substring(i).getBytes(StandardCharsets.UTF_8));
                return;
            }
            outgoing[length++] = (byte) c;
        }
    }

    void put(byte[] bytes) {
        ensure(bytes.length);
        System.arraycopy(bytes, 0, outgoing, length, bytes.length);
        length += bytes.length;
    }

    /// Writes all that was put, at once.
    void flush(Duration limit) {
        int end = length;
        length = 0;
        within(limit, () -> {
            for (int from = 0; from < end; from += BLOCK) {
                deadline = deadlineAfter(limit);
                out.write(outgoing, from, Math.min(BLOCK, end - from));
            }
            out.flush();
            return end;
        });
    }

    SmtpReply read(Duration limit) {
        return within(limit, replies::next);
    }

    /// The lines of a long reply, apart.
    SmtpReply readInFull(Duration limit) {
        return within(limit, replies::nextInFull);
    }

    /// Whether the server has said something that was not asked for, as far as can be known without waiting.
    boolean hasUnread() {
        try {
            return replies.hasUnread() || in.available() > 0;
        } catch (IOException broken) {
            throw broken(broken);
        }
    }

    /// Whether there is something in our buffer: after STARTTLS that would be injected plain text.
    boolean hasBuffered() {
        return replies.hasUnread();
    }

    /// Goes on with another pair of streams over the same connection.
    void upgrade(Duration limit, Upgrade upgrade) {
        within(limit, () -> {
            var secured = upgrade.of(plain);
            in = secured.getInputStream();
            out = secured.getOutputStream();
            encrypted = true;
            return secured;
        });
    }

    boolean isOpen() {
        return open;
    }

    boolean isEncrypted() {
        return encrypted;
    }

    boolean isLoopback() {
        return plain.getInetAddress().isLoopbackAddress();
    }

    /// Cuts the connection: no QUIT, no farewell of TLS.
    void cut() {
        open = false;
        try {
            plain.close();
        } catch (IOException _) {
            // It is gone either way.
        }
    }

    private int fill(byte[] buffer, int from) throws IOException {
        return in.read(buffer, from, buffer.length - from);
    }

    private <T> T within(Duration limit, Talk<T> talk) {
        if (!open) {
            throw new WireBroken(overdue ? "timed out" : "connection closed");
        }
        deadline = deadlineAfter(limit);
        try {
            return talk.talk();
        } catch (IOException broken) {
            throw broken(broken);
        } catch (WireBroken broken) {
            cut();
            throw broken;
        } finally {
            deadline = 0;
        }
    }

    private WireBroken broken(IOException broken) {
        cut();
        return new WireBroken(overdue ? "timed out" : reason(broken));
    }

    private static String reason(IOException broken) {
        String message = broken.getMessage();
        return message == null ? broken.getClass().getSimpleName() : message;
    }

    private static long deadlineAfter(Duration limit) {
        long at = System.nanoTime() + limit.toNanos();
        return at == 0 ? 1 : at;
    }

    private void guard() {
        while (open) {
            LockSupport.parkNanos(guardInterval);
            long at = deadline;
            if (at != 0 && System.nanoTime() - at > 0) {
                overdue = true;
                cut();
            }
        }
    }

    private void ensure(int more) {
        if (length + more > outgoing.length) {
            outgoing = Arrays.copyOf(outgoing, Math.max(outgoing.length * 2, length + more));
        }
    }

    interface Upgrade {
        Socket of(Socket plain) throws IOException;
    }

    private interface Talk<T> {
        T talk() throws IOException;
    }
}
