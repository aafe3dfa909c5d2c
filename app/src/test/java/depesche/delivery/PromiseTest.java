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
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The promise, proven on processes of their own: two nodes share a PostgreSQL, their mail server now and then drops
/// the connection before its answer, and one after the other is killed or put to sleep at random moments. Nobody is
/// without a mail, no more are doubled than connections were lost, and the ledger has one end for each delivery.
///
/// `-Ddepesche.promise.rounds=200` strikes as often; `-Ddepesche.promise.seed=…` repeats a run's moments. At the end it
/// prints how often it did what, and what came of it.
class PromiseTest {

    private static final int ROUNDS = Integer.getInteger("depesche.promise.rounds", Blow.values().length);
    private static final long SEED = Long.getLong("depesche.promise.seed", System.nanoTime());
    private static final int READERS = 3_000;
    private static final int DROP_EVERY = 700;
    private static final int SLEEP_EVERY = 12;
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration STILL = Duration.ofMillis(300);

    /// Deliveries for which the ledger has more than one outcome that ends them.
    private static final String ENDS_TOO_MANY = """
            select count(*)
              from (select 1
                      from outcome o
                     cross join lateral unnest(o.ordinals, o.ends) as l (ordinal, ending)
                     where l.ending not in (2, 4)
                     group by o.slice_id, l.ordinal
                    having count(*) > 1) twice
            """;

    /// What is struck, and of how many nodes that may cost the connections, each with a message in doubt. The
    /// database's end costs none by itself; but what waits for it may still wait when the next blow strikes, and
    /// counts here.
    private enum Blow {
        NODE(1),
        NODE_WHILE_ITS_LEDGER_WAITS(1),
        DATABASE(2),
        NODE_AND_DATABASE_AND_FILES(2),
        SLEEP_PAST_THE_LEASE(1);

        private final int nodes;

        Blow(int nodes) {
            this.nodes = nodes;
        }

        int bound() {
            return nodes * TwoNodes.CONNECTIONS;
        }
    }

    /// @param carrying whether a node that was carrying was struck, or the database of one
    /// @param mails how many mails the servers had when what it could double had come for the first time
    private record Struck(Blow blow, boolean carrying, int mails) {}

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
    void whateverDiesNobodyIsWithoutAMailAndNoMoreAreDoubledThanConnectionsWereLost() {
        Path mails = folder.resolve("mails");
        try (var one = sink(mails);
                var two = sink(mails);
                var nodes = TwoNodes.start(folder, List.of(port(one), port(two)))) {
            nodes.desk().prepare(READERS);
            for (int round = 0; round < ROUNDS; round++) {
                strike(nodes, blow(round), mails);
            }
            nodes.awaitDone(alerts, PATIENCE);
            for (String alert : alerts) {
                int told = nodes.desk().accepted(alert) + nodes.desk().count(alert, "uncertain");
                assertThat(told).as("accepted or uncertain of alert " + alert).isEqualTo(READERS);
            }
            judge(HandedOver.read(mails), nodes.numbers(ENDS_TOO_MANY)[0]);
        }
    }

    private static Program sink(Path mails) {
        return Program.start(SmtpSink.class, mails.toString(), "0", Integer.toString(DROP_EVERY));
    }

    private static String port(Program sink) {
        return sink.says("listening on ").replaceAll("\\D", "");
    }

    /// Each kind once, then at random, with few long sleeps.
    private Blow blow(int round) {
        Blow[] all = Blow.values();
        if (round < all.length) {
            return all[round];
        }
        return round % SLEEP_EVERY == 0 ? Blow.SLEEP_PAST_THE_LEASE : all[random.nextInt(all.length - 1)];
    }

    private void strike(TwoNodes nodes, Blow blow, Path mails) {
        alerts.add(nodes.publish("Sturm " + alerts.size(), PATIENCE));
        HandedOver.awaitMore(mails, 4 * TwoNodes.CONNECTIONS + random.nextInt(READERS / 3));
        int[] held = nodes.slicesHeld("email");
        // Whoever carries, and now and then the other.
        int carrier = held[0] >= held[1] ? 0 : 1;
        int node = blow != Blow.SLEEP_PAST_THE_LEASE && random.nextInt(8) == 0 ? 1 - carrier : carrier;
        int left = strike(nodes, blow, node, mails);
        // What was on its way at that moment reaches the server after it, and belongs to the blow all the same.
        int onTheWay = 2 * TwoNodes.CONNECTIONS;
        int came = HandedOver.read(mails).mails().size();
        struck.add(new Struck(blow, held[node] > 0 && left > 0, came + onTheWay));
        switch (blow) {
            case NODE, NODE_WHILE_ITS_LEDGER_WAITS, NODE_AND_DATABASE_AND_FILES -> nodes.startAgain(node);
            case DATABASE, SLEEP_PAST_THE_LEASE -> {}
        }
    }

    /// How many mails had not come when it struck.
    private int strike(TwoNodes nodes, Blow blow, int node, Path mails) {
        switch (blow) {
            case NODE -> nodes.kill(node);
            case NODE_WHILE_ITS_LEDGER_WAITS ->
                nodes.killWhileLedgersWait(node, () -> HandedOver.awaitNoMore(mails, STILL));
            case DATABASE -> nodes.killDatabase();
            case NODE_AND_DATABASE_AND_FILES -> nodes.killWithDatabaseAndFiles(node);
            case SLEEP_PAST_THE_LEASE -> nodes.freeze(node);
        }
        int left = READERS * alerts.size() - HandedOver.read(mails).distinct();
        if (blow == Blow.SLEEP_PAST_THE_LEASE) {
            wakeWhileOthersCarry(nodes, node);
        }
        return left;
    }

    /// In the middle of what the other has taken over; then both go on until all is done.
    private void wakeWhileOthersCarry(TwoNodes nodes, int node) {
        Waiting.until(PATIENCE, "what it held was taken over", () -> nodes.slicesHeld("email")[node] == 0);
        nodes.wake(node);
        nodes.awaitDone(alerts, PATIENCE);
    }

    private void judge(HandedOver handed, int endsTooMany) {
        int[] places = struck.stream().mapToInt(Struck::mails).toArray();
        int[] doubled = handed.doubledBefore(places);
        tell(handed, doubled, endsTooMany);
        // A line is a recipient and a Message-ID, which is the alert's and the reader's: so equal for a doubled mail.
        assertThat(handed.distinct()).as("mails that are not the same").isEqualTo(READERS * alerts.size());
        assertThat(handed.mostOpen()).as("connections of a node at once").isBetween(1, TwoNodes.CONNECTIONS);
        assertThat(handed.dropped()).as("connections dropped before the answer").isNotEmpty();
        assertThat(handed.leftInDoubt()).as("in doubt and not sent once more").isEmpty();
        assertThat(endsTooMany).as("deliveries that ended more than once").isZero();
        for (int i = 0; i < places.length; i++) {
            assertThat(doubled[i])
                    .as("doubled by blow " + i + ", " + struck.get(i))
                    .isLessThanOrEqualTo(struck.get(i).blow().bound());
        }
        assertThat(doubled[places.length]).as("doubled without a blow").isZero();
    }

    private void tell(HandedOver handed, int[] doubled, int endsTooMany) {
        System.out.printf(
                "promise: seed %d, rounds %d, readers %d, mails %d, most connections of a node %d of %d%n",
                SEED, ROUNDS, READERS, handed.mails().size(), handed.mostOpen(), TwoNodes.CONNECTIONS);
        System.out.printf(
                "promise: dropped before the answer %d, never sent again %d; ended more than once %d; doubled by nothing %d%n",
                handed.dropped().size(), handed.leftInDoubt().size(), endsTooMany, doubled[struck.size()]);
        System.out.printf("%-28s %6s %11s %8s %5s %5s%n", "struck", "times", "carrying", "doubled", "most", "bound");
        for (Blow blow : Blow.values()) {
            int[] those = IntStream.range(0, struck.size())
                    .filter(i -> struck.get(i).blow() == blow)
                    .toArray();
            System.out.printf(
                    "%-28s %6d %11d %8d %5d %5d%n",
                    blow,
                    those.length,
                    IntStream.of(those).filter(i -> struck.get(i).carrying()).count(),
                    IntStream.of(those).map(i -> doubled[i]).sum(),
                    IntStream.of(those).map(i -> doubled[i]).max().orElse(0),
                    blow.bound());
        }
    }
}
