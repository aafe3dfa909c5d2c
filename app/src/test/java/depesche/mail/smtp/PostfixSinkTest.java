package depesche.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import depesche.config.MailSettings.MailServer;
import depesche.config.MailSettings.Tls;
import depesche.mail.Envelope;
import depesche.mail.Handover;
import depesche.mail.Opening;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against postfix's own test server, which is no work of ours.
class PostfixSinkTest {

    private static final Path SMTP_SINK = Path.of("/usr/sbin/smtp-sink");
    private static final int LINES = 8;
    private static final int MESSAGES = 250;

    @TempDir
    Path folder;

    @Test
    void postfixTakesEveryMessageOfEveryLine() throws Exception {
        assumeTrue(Files.exists(SMTP_SINK), "skipped: no smtp-sink (apt-get install postfix)");
        int port = freePort();
        var dump = folder.resolve("dump");
        var sink = start(port, dump);
        var accepted = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int line = 0; line < LINES; line++) {
                int number = line;
                threads.execute(() -> accepted.addAndGet(send(port, number)));
            }
        } finally {
            sink.destroy();
            sink.waitFor();
        }

        assertThat(accepted).hasValue(LINES * MESSAGES);
        assertThat(recipients(dump)).isEqualTo((long) LINES * MESSAGES);
    }

    private static int send(int port, int number) {
        var server = new MailServer("127.0.0.1", port, Optional.empty(), Tls.NEVER);
        var timeouts = SmtpTimeouts.all(Duration.ofSeconds(20));
        var opening = new SmtpClient(server, "lantern.example", timeouts, TlsUpgrade.of(server)).open();
        int accepted = 0;
        try (var line = ((Opening.Opened) opening).line()) {
            line.begin(envelope(number, 0));
            for (int i = 0; i < MESSAGES; i++) {
                var handover =
                        i + 1 < MESSAGES ? line.finish(message(i), envelope(number, i + 1)) : line.finish(message(i));
                accepted += handover instanceof Handover.Accepted ? 1 : 0;
            }
        }
        return accepted;
    }

    private static Envelope envelope(int line, int message) {
        return new Envelope("bounces@lantern.example", "reader-" + line + "-" + message + "@reader.example", 0);
    }

    private static byte[] message(int number) {
        return ("Subject: " + number + "\r\n\r\n" + "text ".repeat(10) + "\r\n..\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private static Process start(int port, Path dump) throws IOException, InterruptedException {
        Files.createDirectories(dump);
        var user = ProcessHandle.current().info().user().orElse("root");
        var sink = new ProcessBuilder(SMTP_SINK.toString(), "-u", user, "-d", dump + "/%M.", "127.0.0.1:" + port, "256")
                .redirectErrorStream(true)
                .redirectOutput(dump.resolveSibling("said").toFile())
                .start();
        while (!answers(port)) {
            assertThat(sink.isAlive())
                    .as(Files.readString(dump.resolveSibling("said")))
                    .isTrue();
            sink.waitFor(Duration.ofMillis(20));
        }
        return sink;
    }

    private static boolean answers(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static long recipients(Path dump) throws IOException {
        long count = 0;
        try (var files = Files.list(dump)) {
            for (var file : files.toList()) {
                try (var lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
                    count += lines.filter(line -> line.startsWith("X-Rcpt-Args:"))
                            .count();
                }
            }
        }
        return count;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
