package depesche.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import depesche.testing.Program;
import depesche.testing.SmtpSink;
import depesche.testing.TestData;
import depesche.testing.TestFolders;
import depesche.testing.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The promise, proven on processes of their own: two nodes share a PostgreSQL and a mail server that now and then
/// drops
/// the connection before its answer, and one after the other is killed at random moments. Nobody is without a mail, and
/// no more are doubled than connections were lost.
///
/// `-Ddepesche.promise.rounds=200` strikes as often; `-Ddepesche.promise.seed=…` repeats a run's moments.
class PromiseTest {

    private static final int ROUNDS = Integer.getInteger("depesche.promise.rounds", Blow.values().length);
    private static final long SEED = Long.getLong("depesche.promise.seed", System.nanoTime());
    private static final int READERS = 2_000;
    private static final int DROP_EVERY = 700;
    private static final int SLEEP_EVERY = 12;
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    /// What is struck, and how many connections with a message in doubt that may cost.
    private enum Blow {
        NODE(1),
        DATABASE(0),
        NODE_AND_DATABASE_AND_FILES(1),
        SLEEP_PAST_THE_LEASE(1);

        private final int nodes;

        Blow(int nodes) {
            this.nodes = nodes;
        }

        int bound() {
            return nodes * TwoNodes.CONNECTIONS;
        }
    }

    /// @param mails how many mails the server had when it struck
    private record Struck(Blow blow, int mails) {}

    private final Random random = new Random(SEED);
    private final List<Struck> struck = new ArrayList<>();
    private final List<String> alerts = new ArrayList<>();
    private Path folder = Path.of("");

    @BeforeEach
    void makeFolder() throws IOException {
        assumeTrue(Files.exists(Program.packaged()), "the program is not packaged; make test does it");
        Path parent = Files.createDirectories(TestData.repository().resolve("app/target/test-folders"));
        folder = Files.createTempDirectory(parent, "promise-");
    }

    @AfterEach
    void removeFolder() {
        Waiting.until(folder + " is removed", () -> TestFolders.isRemoved(folder));
    }

    @Test
    void whateverDiesNobodyIsWithoutAMailAndNoMoreAreDoubledThanConnectionsWereLost() throws IOException {
        Path mails = folder.resolve("mails");
        try (var sink = Program.start(SmtpSink.class, mails.toString(), "0", Integer.toString(DROP_EVERY))) {
            String port = sink.says("listening on ").replaceAll("\\D", "");
            try (var nodes = TwoNodes.start(folder, port)) {
                nodes.desk().prepare(READERS);
                for (int round = 0; round < ROUNDS; round++) {
                    strike(nodes, blow(round), mails);
                }
                nodes.awaitDone(alerts, PATIENCE);
                for (String alert : alerts) {
                    int told = nodes.desk().accepted(alert) + nodes.desk().count(alert, "uncertain");
                    assertThat(told)
                            .as("accepted or uncertain of alert " + alert)
                            .isEqualTo(READERS);
                }
            }
        }
        judge(HandedOver.read(mails));
    }

    /// Each kind once, then at random, with few long sleeps.
    private Blow blow(int round) {
        Blow[] all = Blow.values();
        if (round < all.length) {
            return all[round];
        }
        return round % SLEEP_EVERY == 0 ? Blow.SLEEP_PAST_THE_LEASE : all[random.nextInt(all.length - 1)];
    }

    private void strike(TwoNodes nodes, Blow blow, Path mails) throws IOException {
        alerts.add(nodes.publish("Sturm " + alerts.size(), PATIENCE));
        int node = random.nextInt(2);
        HandedOver.awaitMore(mails, 4 * TwoNodes.CONNECTIONS + random.nextInt(READERS / 2));
        switch (blow) {
            case NODE -> nodes.kill(node);
            case DATABASE -> nodes.killDatabase();
            case NODE_AND_DATABASE_AND_FILES -> nodes.killWithDatabaseAndFiles(node);
            case SLEEP_PAST_THE_LEASE -> nodes.freeze(node);
        }
        // What was on its way at that moment reaches the server after it, and belongs to the blow all the same.
        int onTheWay = 2 * TwoNodes.CONNECTIONS;
        struck.add(new Struck(blow, HandedOver.read(mails).mails().size() + onTheWay));
        switch (blow) {
            case NODE, NODE_AND_DATABASE_AND_FILES -> nodes.startAgain(node);
            case DATABASE -> {}
            case SLEEP_PAST_THE_LEASE -> {
                nodes.awaitDone(alerts, PATIENCE);
                nodes.wake(node);
            }
        }
    }

    private void judge(HandedOver handed) {
        int[] places = struck.stream().mapToInt(Struck::mails).toArray();
        int[] doubled = handed.doubledBefore(places);
        int drops = handed.dropped().size();
        System.out.printf(
                "promise: seed %d, rounds %d, mails %d, connections dropped %d, doubled for that %d, by each blow %s%n",
                SEED, ROUNDS, handed.mails().size(), drops, handed.doubledByDrops(), summary(doubled));
        // A line is a recipient and a Message-ID, which is the alert's and the reader's: so equal for a doubled mail.
        assertThat(handed.distinct()).as("mails that are not the same").isEqualTo(READERS * alerts.size());
        assertThat(handed.mostOpen()).isLessThanOrEqualTo(2 * TwoNodes.CONNECTIONS);
        assertThat(handed.doubledByDrops()).isLessThanOrEqualTo(drops);
        for (int i = 0; i < places.length; i++) {
            assertThat(doubled[i])
                    .as("doubled by blow " + i + ", " + struck.get(i))
                    .isLessThanOrEqualTo(struck.get(i).blow().bound());
        }
        assertThat(doubled[places.length]).as("doubled without a blow").isZero();
    }

    private String summary(int[] doubled) {
        return IntStream.range(0, struck.size())
                .mapToObj(i -> struck.get(i).blow() + " " + doubled[i])
                .collect(Collectors.joining(", "));
    }
}
