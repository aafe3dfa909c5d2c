package depesche.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import depesche.testing.Program;
import depesche.testing.SmtpSink;
import depesche.testing.TestData;
import depesche.testing.TestFolders;
import depesche.testing.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A backup is made while an alert waits, the newsroom sends it and is lost, the backup is restored: the restored one
/// sends nothing until told, and nothing twice afterwards. Programs and sink are processes of their own.
class RestoredNewsroomTest {

    private static final int READERS = 200;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LONG_ENOUGH_TO_SEND = Duration.ofSeconds(6);

    private final String sinkPort = Integer.toString(freePort());
    private final String port = Integer.toString(freePort());

    private Path folder = Path.of("");
    private Path mails = Path.of("");
    private String token = "";

    @BeforeEach
    void makeFolder() throws IOException {
        assumeTrue(Files.exists(Program.packaged()), "the program is not packaged; make test does it");
        Path parent = Files.createDirectories(TestData.repository().resolve("app/target/test-folders"));
        folder = Files.createTempDirectory(parent, "restore-");
        mails = folder.resolve("mails");
    }

    @AfterEach
    void removeFolder() {
        Waiting.until(folder + " is removed", () -> TestFolders.isRemoved(folder));
    }

    @Test
    void aRestoredNewsroomSendsNothingUntilToldAndNothingTwice() throws IOException {
        String waiting = backUpWhileAnAlertWaitsAndLoseTheRest();
        run("restored", "restored as of", "restore", backup());

        try (var _ = sink();
                var server = serve("restored")) {
            var desk = desk(server);
            run("restored", "depesche: The data folder", "restore", backup());
            String later = desk.publish("Später");
            Instant end = Instant.now().plus(LONG_ENOUGH_TO_SEND);
            Waiting.until("it had time to send", () -> Instant.now().isAfter(end));
            assertThat(received()).hasSize(2 * READERS);
            assertThat(desk.count(waiting, "accepted")).isZero();

            run("restored", "sends go on, without what was due", "resume", "--skip");

            desk.awaitDone(later, PATIENCE);
            desk.awaitDone(waiting, PATIENCE);
            assertThat(desk.accepted(later)).isEqualTo(READERS);
            assertThat(desk.count(waiting, "expired")).isEqualTo(READERS);
        }
        List<String> received = received();
        assertThat(new HashSet<>(received)).hasSize(received.size()).hasSize(3 * READERS);
    }

    @Test
    void toldToSendItSendsWhatWasDueUnderItsFormerMessageIds() throws IOException {
        String waiting = backUpWhileAnAlertWaitsAndLoseTheRest();
        run("restored", "restored as of", "restore", backup());
        run("restored", "sends go on, with what was due", "resume", "--send");

        try (var _ = sink();
                var server = serve("restored")) {
            var desk = desk(server);
            desk.awaitDone(waiting, PATIENCE);
            assertThat(desk.accepted(waiting)).isEqualTo(READERS);
        }
        List<String> received = received();
        assertThat(received).hasSize(3 * READERS);
        assertThat(new HashSet<>(received)).hasSize(2 * READERS);
    }

    /// Gives the alert that was sent after the backup.
    private String backUpWhileAnAlertWaitsAndLoseTheRest() {
        token = newToken();
        try (var lost = serve("lost")) {
            var desk = desk(lost);
            desk.prepare(READERS);
            try (var _ = sink()) {
                desk.awaitDone(desk.publish("Zuerst"), PATIENCE);
            }
            String waiting = desk.publish("Wartet");
            Waiting.until("it is planned", () -> waits(desk, waiting) == READERS);
            run("lost", backup(), "backup", backup());
            try (var _ = sink()) {
                desk.awaitDone(waiting, PATIENCE);
                assertThat(desk.accepted(waiting)).isEqualTo(READERS);
            }
            lost.kill();
            return waiting;
        }
    }

    /// A mail over which a connection to the ended server was lost again and again waits as deferred.
    private static int waits(OverHttp desk, String alert) {
        return desk.count(alert, "waiting") + desk.count(alert, "deferred");
    }

    /// A line for each mail: its recipient and its Message-ID.
    private List<String> received() throws IOException {
        return Files.readAllLines(mails).stream()
                .filter(line -> line.contains("@"))
                .toList();
    }

    private String backup() {
        return folder.resolve("lantern.backup").toString();
    }

    private Program sink() {
        var sink = Program.start(SmtpSink.class, mails.toString(), sinkPort);
        sink.says("listening on ");
        return sink;
    }

    private void run(String data, String says, String... command) {
        try (var program = Program.startPackaged(environment(data), command)) {
            program.says(says);
            program.end();
        }
    }

    private Program serve(String data) {
        return Program.startPackaged(environment(data), "serve");
    }

    private OverHttp desk(Program server) {
        return new OverHttp(server.says("listening on ").replace("listening on ", ""), token);
    }

    private String newToken() {
        try (var command = Program.startPackaged(environment("lost"), "token", "add", "test", "--role", "admin")) {
            var line = new AtomicReference<>("");
            Waiting.until("a token", () -> {
                line.set(command.nextLine());
                return line.get().matches("[\\w-]{40,}");
            });
            command.end();
            return line.get();
        }
    }

    private Map<String, String> environment(String data) {
        var environment = new HashMap<String, String>();
        environment.put("DEPESCHE_DATA", folder.resolve(data).toString());
        environment.put("DEPESCHE_PORT", port);
        environment.put("DEPESCHE_BASE_URL", "http://lantern.example");
        environment.put("DEPESCHE_MAIL_HOST", "127.0.0.1");
        environment.put("DEPESCHE_MAIL_PORT", sinkPort);
        environment.put("DEPESCHE_MAIL_TLS", "never");
        environment.put("DEPESCHE_MAIL_FROM", "news@lantern.example");
        environment.put("DEPESCHE_MAIL_CONNECTIONS", "8");
        return environment;
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
