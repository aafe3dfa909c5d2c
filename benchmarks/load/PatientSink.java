package load;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// A mail server that takes its time: each final dot is answered some milliseconds later, as a real one does that
/// writes to its disk. Knows as much of SMTP as a sender needs, with PIPELINING.
final class PatientSink implements AutoCloseable {

    private static final byte[] DOT = "\r\n.\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket listener;
    private final Duration patience;

    private PatientSink(ServerSocket listener, Duration patience) {
        this.listener = listener;
        this.patience = patience;
    }

    static PatientSink start(Duration patience) {
        try {
            var sink = new PatientSink(new ServerSocket(0, 1_024, InetAddress.getLoopbackAddress()), patience);
            Thread.ofPlatform().daemon().start(sink::accept);
            return sink;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var socket = listener.accept();
                socket.setTcpNoDelay(true);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = socket.getInputStream();
            var out = new BufferedOutputStream(socket.getOutputStream());
            say(out, "220 patient ESMTP");
            out.flush();
            talk(in, out);
        } catch (IOException gone) {
            // The sender has left.
        }
    }

    /// Bytes as they come: lines are commands, and behind DATA everything up to the dot is text.
    private void talk(InputStream in, OutputStream out) throws IOException {
        var buffer = new byte[32 * 1024];
        var line = new StringBuilder();
        int dotSeen = -1;
        for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
            for (int i = 0; i < count; i++) {
                if (dotSeen >= 0) {
                    dotSeen = buffer[i] == DOT[dotSeen] ? dotSeen + 1 : buffer[i] == DOT[0] ? 1 : 0;
                    if (dotSeen == DOT.length) {
                        dotSeen = -1;
                        out.flush();
                        pause();
                        say(out, "250 2.0.0 taken");
                    }
                } else if (buffer[i] == '\n') {
                    dotSeen = obey(line.toString(), out) ? 2 : -1;
                    line.setLength(0);
                } else {
                    line.append((char) buffer[i]);
                }
            }
            out.flush();
        }
    }

    /// Whether text follows.
    private static boolean obey(String command, OutputStream out) throws IOException {
        boolean isData = command.startsWith("DATA");
        say(out, command.startsWith("EHLO") ? "250-patient\r\n250 PIPELINING" : isData ? "354 go ahead" : "250 2.0.0 ok");
        return isData;
    }

    private void pause() {
        try {
            Thread.sleep(patience);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void say(OutputStream out, String reply) throws IOException {
        out.write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }
}
