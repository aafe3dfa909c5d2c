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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The packaged program is killed with signal 9 at random moments of a send, and started again: nobody is without a
/// mail, and no more are doubled than connections were open. Sink and program are processes of their own.
///
/// `-Ddepesche.kill.rounds=20` kills as often; `-Ddepesche.kill.seed=…` repeats a run's moments.
class KillNineTest {

    private static final int ROUNDS = Integer.getInteger("depesche.kill.rounds", 3);
    private static final long SEED = Long.getLong("depesche.kill.seed", System.nanoTime());
    private static final int READERS = 3_000;
    private static final int CONNECTIONS = 16;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private Path folder = Path.of("");

    @BeforeEach
    void makeFolder() throws IOException {
        assumeTrue(Files.exists(Program.packaged()), "the program is not packaged; make test does it");
        Path parent = Files.createDirectories(TestData.repository().resolve("app/target/test-folders"));
        folder = Files.createTempDirectory(parent, "kill-");
    }

    /// PostgreSQL goes down by itself a moment after its program.
    @AfterEach
    void removeFolder() {
        Waiting.until(folder + " is removed", () -> TestFolders.isRemoved(folder));
    }

    @Test
    void whoeverKillsItNobodyIsWithoutAMailAndFewHaveTwo() {
        Path mails = folder.resolve("mails");
        List<Integer> kills;
        int alerts;
        try (var sink = Program.start(SmtpSink.class, mails.toString(), "0")) {
            String port = sink.says("listening on ").replaceAll("\\D", "");
            var rounds = new Rounds(port, mails);
            alerts = rounds.run();
            kills = rounds.kills;
        }

        List<String> received = HandedOver.read(mails).mails();
        int[] doubled = doubledBy(kills, received);
        System.out.println("kill -9: seed " + SEED + ", mails " + received.size() + ", doubled by each kill "
                + Arrays.toString(doubled) + " of at most " + CONNECTIONS);
        // A line is a recipient and a Message-ID, which is the alert's and the reader's: so equal for a doubled mail.
        assertThat(new HashSet<>(received)).hasSize(READERS * alerts);
        assertThat(Arrays.stream(doubled).max().orElse(0)).isLessThanOrEqualTo(CONNECTIONS);
    }

    /// A mail that comes again was in doubt when the last kill before struck.
    private static int[] doubledBy(List<Integer> kills, List<String> received) {
        var doubled = new int[kills.size() + 1];
        var seen = new HashSet<String>();
        for (int place = 0; place < received.size(); place++) {
            if (!seen.add(received.get(place))) {
                int at = place;
                doubled[(int) kills.stream().filter(kill -> kill <= at).count()]++;
            }
        }
        return doubled;
    }

    /// Kills and starts the program until all rounds are over, and lets the last one finish.
    private final class Rounds {

        private final Random random = new Random(SEED);
        private final Map<String, String> environment;
        private final Path mails;
        private final List<Integer> kills = new ArrayList<>();
        private String token = "";
        private String alert = "";
        private int alerts;

        Rounds(String sinkPort, Path mails) {
            this.mails = mails;
            environment = Map.of(
                    "DEPESCHE_DATA",
                    folder.resolve("data").toString(),
                    "DEPESCHE_PORT",
                    Integer.toString(freePort()),
                    "DEPESCHE_BASE_URL",
                    "http://lantern.example",
                    "DEPESCHE_MAIL_HOST",
                    "127.0.0.1",
                    "DEPESCHE_MAIL_PORT",
                    sinkPort,
                    "DEPESCHE_MAIL_TLS",
                    "never",
                    "DEPESCHE_MAIL_FROM",
                    "news@lantern.example",
                    "DEPESCHE_MAIL_CONNECTIONS",
                    Integer.toString(CONNECTIONS));
        }

        /// How many alerts were sent.
        int run() {
            token = token();
            try (var first = serve()) {
                var desk = desk(first);
                desk.prepare(READERS);
                alert = publish(desk);
                kill(first);
            }
            for (int round = 2; round <= ROUNDS; round++) {
                try (var program = serve()) {
                    var desk = desk(program);
                    if (desk.isDone(alert)) {
                        alert = publish(desk);
                    }
                    kill(program);
                }
            }
            finish();
            return alerts;
        }

        private void finish() {
            try (var last = serve()) {
                var desk = desk(last);
                desk.awaitDone(alert, PATIENCE);
                assertThat(desk.accepted(alert)).isEqualTo(READERS);
            }
        }

        private String publish(OverHttp desk) {
            alerts++;
            return desk.publish("Sturm " + alerts);
        }

        /// Notes how many mails had come by then.
        private void kill(Program program) {
            program.killAfter(Duration.ofMillis(random.nextInt(4_000)));
            kills.add(HandedOver.read(mails).mails().size());
        }

        private OverHttp desk(Program program) {
            return new OverHttp(program.says("listening on ").replace("listening on ", ""), token);
        }

        private static int freePort() {
            try (var socket = new ServerSocket(0)) {
                return socket.getLocalPort();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }

        private Program serve() {
            return Program.startPackaged(environment, "serve");
        }

        private String token() {
            try (var command = Program.startPackaged(environment, "token", "add", "kill", "--role", "admin")) {
                String line = "";
                while (!line.matches("[\\w-]{40,}")) {
                    line = command.nextLine();
                }
                command.end();
                return line;
            }
        }
    }
}
