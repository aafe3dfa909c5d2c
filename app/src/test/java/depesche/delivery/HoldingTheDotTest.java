package depesche.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.alert.AlertId;
import depesche.db.ConnectionPool;
import depesche.delivery.ledger.Entry;
import depesche.delivery.ledger.Ledger;
import depesche.delivery.ledger.Outcome;
import depesche.delivery.ledger.Pacing;
import depesche.delivery.ledger.Ticket;
import depesche.mail.Handover.Step;
import depesche.mail.smtp.SmtpClient;
import depesche.testing.SmtpSink;
import depesche.testing.SmtpSink.Reaction;
import depesche.testing.SmtpSink.Received;
import depesche.testing.TestDatabase;
import depesche.testing.Waiting;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatements;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// At most one message for each connection is in doubt, whatever the ledger, the lease or the database do.
class HoldingTheDotTest {

    @RegisterExtension
    static final TestDatabase db = TestDatabase.fresh();

    private final SmtpSink sink = SmtpSink.start();
    private final Lantern lantern = Lantern.open(db);
    private final Satchel satchel = new Satchel();

    @AfterEach
    void stop() {
        lantern.close();
        sink.close();
    }

    @Test
    void whileTheLedgerCannotWriteEachConnectionSendsOneDotAndNoMore() {
        lantern.topic("locked", "Schleuse", "Lock", "");
        IntStream.range(0, 50).forEach(i -> lantern.crowd("locked" + i + "-", i + ".example", 10, "locked"));
        lantern.node(sink, 8);
        AlertId alert = db.database().write(tx -> {
            tx.execute("lock table outcome in exclusive mode");
            AlertId planned = lantern.publish("Schleuse zu", "locked");
            Waiting.until("every connection has announced its second message", () -> recipients() >= 16);
            assertThat(sink.received()).hasSizeLessThanOrEqualTo(8);
            return planned;
        });

        var report = lantern.awaitDone(alert);

        assertThat(report.counts().accepted()).isEqualTo(500);
        assertThat(receivers(sink, "locked")).doesNotHaveDuplicates().hasSize(500);
    }

    @Test
    void aNodeWhoseSliceWasTakenOverRecordsNothingAndSendsNoMoreOfIt() {
        lantern.topic("lease", "Pacht", "Lease", "").crowd("lease", 50, "lease");
        var answer = new CountDownLatch(1);
        sink.react(Step.DOT, "*", 1, new Reaction.Wait(answer));
        lantern.node(sink, 1);
        AlertId alert = lantern.publish("Pacht läuft ab", "lease");
        Waiting.until("the first message is under way", () -> recipients() >= 1);

        try (var second = SmtpSink.start()) {
            lantern.node(second, 4);
            Waiting.until("the other node has the slice", () -> {
                loseLease(alert);
                return fence(alert) > 1;
            });
            var report = lantern.awaitDone(alert);
            answer.countDown();
            lantern.close();

            assertThat(report.counts().accepted()).isEqualTo(50);
            assertThat(sink.received()).hasSize(1);
            assertThat(receivers(second, "lease")).doesNotHaveDuplicates().hasSize(50);
            assertThat(second.received())
                    .filteredOn(mail ->
                            mail.recipient().equals(sink.received().getFirst().recipient()))
                    .extracting(mail -> mail.header("Message-ID"))
                    .containsExactly(sink.received().getFirst().header("Message-ID"));
            assertThat(outcomesUnder(alert, 1)).isZero();
        }
    }

    /// As after a database that was away for longer than a lease: whoever still holds the slices renews them.
    @Test
    void aNodeThatHasJustComeLeavesSlicesToWhoeverStillHoldsThem() {
        lantern.topic("back", "Zurück", "Back", "").crowd("back", 50, "back");
        var answer = new CountDownLatch(1);
        sink.react(Step.DOT, "*", 1, new Reaction.Wait(answer));
        lantern.node(sink, 1);
        AlertId alert = lantern.publish("Wieder da", "back");
        Waiting.until("the first message is under way", () -> recipients() >= 1);

        try (var second = SmtpSink.start()) {
            loseLease(alert);
            lantern.node(second, 4);
            Waiting.until("the lease is renewed", () -> isLeased(alert));
            answer.countDown();
            var report = lantern.awaitDone(alert);

            assertThat(report.counts().accepted()).isEqualTo(50);
            assertThat(receivers(sink, "back")).doesNotHaveDuplicates().hasSize(50);
            assertThat(second.received()).isEmpty();
            assertThat(fence(alert)).isOne();
        }
    }

    @Test
    void aDatabaseThatDropsItsConnectionsLosesNothingAndDoublesNothing() {
        lantern.topic("cut", "Kabel", "Cable", "").crowd("cut", 3_000, "cut");
        try (var pool = ConnectionPool.open(db.address())) {
            lantern.node(pool.database(), new SmtpClient(sink.server(), "lantern.example"), 8);
            AlertId alert = lantern.publish("Kabel gekappt", "cut");

            var seen = new HashSet<Integer>();
            Waiting.until("all are accepted", () -> {
                int hundreds = sink.received().size() / 500;
                if (seen.add(hundreds)) {
                    db.database().change(HoldingTheDotTest::cutOthers);
                }
                return lantern.progress(alert).counts().open() == 0;
            });

            assertThat(lantern.progress(alert).counts().accepted()).isEqualTo(3_000);
            assertThat(receivers(sink, "cut")).doesNotHaveDuplicates().hasSize(3_000);
            assertThat(seen).hasSizeGreaterThan(2);
        }
    }

    @Test
    void aNodeThatWakesAfterItsLeaseLooksBeforeItSends() {
        AlertId alert = publish("asleep");
        var hand = hand();
        hand.add(Claimed.slice(
                lantern, alert, System.nanoTime() - Duration.ofMillis(1).toNanos()));

        assertThat(hand.poll(satchel)).isEmpty();
        assertThat(hand.ready()).isZero();
        lantern.alerts().stop(alert, Lantern.ADA);
    }

    @Test
    void aNodeThatHearsThatItsSliceIsNotItsOwnAnyMoreSendsNothingOfIt() {
        AlertId alert = publish("taken");
        long later = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        var hand = hand();
        SliceInHand slice = Claimed.slice(lantern, alert, later);
        hand.add(slice);

        hand.renewed(List.of(slice.claim()), Set.of(), later);

        assertThat(hand.poll(satchel)).isEmpty();
        assertThat(slice.isIdle()).isTrue();
        lantern.alerts().stop(alert, Lantern.ADA);
    }

    @Test
    void aNodeWhoseOutcomeWasShutOutSendsNoMoreOfTheSlice() {
        AlertId alert = publish("shut");
        var hand = hand();
        SliceInHand slice = Claimed.slice(
                lantern, alert, System.nanoTime() + Duration.ofMinutes(1).toNanos());
        hand.add(slice);
        int ordinal = hand.poll(satchel).orElseThrow().ordinal();
        db.database().change(tx -> tx.execute("update slice_lease set fence = fence + 1"));

        try (var ledger =
                new Ledger(db.database(), new Pacing(() -> 1, Duration.ofMillis(1)), (_, _) -> {}, hand::settled)) {
            ledger.start();
            var taken = new Outcome.Accepted(250, "taken");
            var entry =
                    new Entry(slice.claim(), ordinal, 1, taken, lantern.clock().instant());
            assertThat(ledger.record(entry).await()).isEqualTo(Ticket.Fate.FENCE_LOST);
        }

        assertThat(hand.poll(satchel)).isEmpty();
        lantern.alerts().stop(alert, Lantern.ADA);
    }

    private AlertId publish(String topic) {
        lantern.topic(topic, topic, topic, "").crowd(topic, 20, topic);
        return lantern.publish("Verschlafen", topic);
    }

    private Hand hand() {
        var domains = new Domains(lantern.clock());
        return new Hand(
                receiver -> receiver.address().flatMap(domains::restingUntil),
                new Shares(2, lantern.clock()),
                () -> {});
    }

    private static List<String> receivers(SmtpSink sink, String name) {
        return sink.received().stream()
                .map(Received::recipient)
                .filter(recipient -> recipient.startsWith(name))
                .toList();
    }

    private long recipients() {
        return sink.talk().stream().filter(line -> line.startsWith("RCPT")).count();
    }

    private static void cutOthers(Handle tx) {
        tx.createQuery("""
                        select count(pg_terminate_backend(pid))
                          from pg_stat_activity
                         where datname = current_database()
                           and pid <> pg_backend_pid()
                           and backend_type = 'client backend'
                        """).mapTo(Integer.class).one();
    }

    private static void loseLease(AlertId alert) {
        db.database()
                .change(tx -> tx.createUpdate("""
                        update slice_lease
                           set leased_until = now() - interval '1 second'
                         where alert_id = :alert
                           and fence = 1
                        """).bind("alert", alert.value()).execute());
    }

    private static boolean isLeased(AlertId alert) {
        return number("""
                        select count(*)
                          from slice_lease
                         where alert_id = :alert
                           and leased_until > now()
                        """, alert, 0) > 0;
    }

    private static int fence(AlertId alert) {
        return number("select max(fence) from slice_lease where alert_id = :alert", alert, 0);
    }

    private static int outcomesUnder(AlertId alert, int fence) {
        return number("""
                        select count(*)
                          from outcome o
                          join slice_lease l on l.slice_id = o.slice_id
                         where l.alert_id = :alert
                           and o.fence = :fence
                        """, alert, fence);
    }

    private static int number(String query, AlertId alert, int fence) {
        return db.database()
                .read(handle -> handle.createQuery(query)
                        .configure(SqlStatements.class, it -> it.setUnusedBindingAllowed(true))
                        .bind("alert", alert.value())
                        .bind("fence", fence)
                        .mapTo(Integer.class)
                        .one());
    }
}
