package depesche.returns.smtp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A client that sends just what a test says, byte for byte. It knows nothing of the program's own SMTP.
public final class RawClient implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 15_000;

    private final Socket socket;
    private final BufferedReader answers;

    private RawClient(Socket socket) throws IOException {
        this.socket = socket;
        this.answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    }

    public static RawClient to(int port) {
        try {
            var socket = new Socket("127.0.0.1", port);
            socket.setSoTimeout(PATIENCE_MILLIS);
            return new RawClient(socket);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    public static RawClient greeted(int port) {
        RawClient client = to(port);
        client.says("220");
        client.sends("EHLO mx.reader.example", "250");
        return client;
    }

    /// A whole mail in one talk of its own; the answer to its last dot.
    public static String mail(int port, String recipient, String mail) {
        try (RawClient client = greeted(port)) {
            client.sends("MAIL FROM:<>", "250");
            client.sends("RCPT TO:<" + recipient + ">", "250");
            client.sends("DATA", "354");
            client.send(mail.replace("\n", "\r\n").replace("\r\n.", "\r\n..") + "\r\n.\r\n");
            return client.answer();
        }
    }

    public void send(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    public void sends(String line, String code) {
        send(line + "\r\n");
        says(code);
    }

    public void says(String code) {
        String answer = answer();
        if (!answer.startsWith(code)) {
            throw new AssertionError("expected " + code + ", but: " + answer);
        }
    }

    /// The last line of the next answer.
    public String answer() {
        try {
            String line = answers.readLine();
            while (line != null && line.length() > 3 && line.charAt(3) == '-') {
                line = answers.readLine();
            }
            return line == null ? "[closed]" : line;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
