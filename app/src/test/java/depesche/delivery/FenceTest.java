package depesche.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.channel.ChannelKind;
import depesche.delivery.ledger.End;
import depesche.delivery.ledger.Entry;
import depesche.delivery.ledger.Leases;
import depesche.delivery.ledger.Leases.Claimed;
import depesche.delivery.ledger.Ledger;
import depesche.delivery.ledger.Outcome;
import depesche.delivery.ledger.Pacing;
import depesche.delivery.ledger.Ticket;
import depesche.delivery.ledger.Ticket.Fate;
import depesche.testing.TestDatabase;
import depesche.testing.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What the fence of a slice keeps from a node that it was taken from. [PromiseTest] shows the same on processes.
class FenceTest {

    @RegisterExtension
    static final TestDatabase db = TestDatabase.fresh();

    private final Lantern lantern = Lantern.open(db);
    private final Leases sleeper = new Leases(db.database(), "sleeper", ChannelKind.EMAIL);
    private final Leases other = new Leases(db.database(), "other", ChannelKind.EMAIL);
    private final List<Ledger> ledgers = new ArrayList<>();

    @BeforeEach
    void anArticleForTwenty() {
        db.database().change(tx -> tx.execute("truncate slice_lease, outcome cascade"));
        String topic = "fence-" + number("select count(*) from topic");
        lantern.topic(topic, topic, topic, "").crowd(topic, 20, topic).publish("Zaun", topic);
    }

    @AfterEach
    void close() {
        ledgers.forEach(Ledger::close);
        lantern.close();
    }

    @Test
    void whoWakesAfterItsLeaseRecordsNothingThoughTheSliceIsStillOpen() {
        Claimed lost = claimed(sleeper);
        runOut();
        Claimed held = claimed(other);

        assertThat(ledger().record(accepted(lost, 3)).await()).isEqualTo(Fate.FENCE_LOST);
        assertThat(ledger().record(accepted(held, 3)).await()).isEqualTo(Fate.DURABLE);
        assertThat(number("select count(*) from outcome")).isOne();
    }

    @Test
    void whoWakesAfterItsLeaseNeitherRenewsItNorPutsTheSliceDown() {
        Claimed lost = claimed(sleeper);
        runOut();
        Claimed held = claimed(other);

        sleeper.putDown(
                lost.claim(),
                lost.states(),
                lantern.clock().instant(),
                lantern.clock().instant());

        assertThat(sleeper.renew(List.of(lost.claim()))).isEmpty();
        assertThat(other.renew(List.of(held.claim()))).hasSize(1);
        assertThat(number("select count(*) from slice_lease where node = 'other' and leased_until > now()"))
                .isOne();
    }

    @Test
    void aSliceThatHasEndedTakesNoMoreOutcomesAndIsNotRenewed() {
        Claimed held = claimed(sleeper);
        Instant now = lantern.clock().instant();
        for (int ordinal = 0; ordinal < held.states().size(); ordinal++) {
            held.states().apply(ordinal, End.ACCEPTED, now, Instant.EPOCH);
        }

        sleeper.putDown(held.claim(), held.states(), now, now);

        assertThat(ledger().record(accepted(held, 3)).await()).isEqualTo(Fate.FENCE_LOST);
        assertThat(sleeper.renew(List.of(held.claim()))).isEmpty();
    }

    @Test
    void whatIsRecordedWhileTheSliceIsBeingTakenOverWaitsAndIsShutOut() {
        Claimed lost = claimed(sleeper);

        Ticket late = db.database().write(takeover -> {
            takeover.execute("update slice_lease set fence = fence + 1, node = 'other'");
            Ticket recorded = ledger().record(accepted(lost, 3));
            Waiting.until("the ledger waits or has written", () -> recorded.isSettled() || isLedgerStuck());
            return recorded;
        });

        assertThat(late.await()).isEqualTo(Fate.FENCE_LOST);
        assertThat(number("select count(*) from outcome")).isZero();
    }

    @Test
    void nobodyTakesASliceOverWhoseOutcomesAreBeingWritten() {
        Claimed held = claimed(sleeper);
        runOut();
        var taken = new ArrayList<Claimed>();

        Ticket recorded = ledger((_, _) -> taken.addAll(claims(other))).record(refused(held, 3));

        assertThat(recorded.await()).isEqualTo(Fate.DURABLE);
        assertThat(taken).isEmpty();
        assertThat(claimed(other).states().isOpen(3)).isFalse();
    }

    /// As a commit whose answer was lost is tried again.
    @Test
    void anOutcomeWrittenTwiceIsKeptOnceAndCountsAsWritten() {
        Claimed held = claimed(sleeper);

        assertThat(ledger().record(accepted(held, 3)).await()).isEqualTo(Fate.DURABLE);
        assertThat(ledger().record(accepted(held, 3)).await()).isEqualTo(Fate.DURABLE);
        assertThat(number("select count(*) from outcome")).isOne();
    }

    private Claimed claimed(Leases node) {
        return claims(node).getFirst();
    }

    private List<Claimed> claims(Leases node) {
        return node.claim(1, Short.MAX_VALUE, List.of(), lantern.clock().instant());
    }

    private Ledger ledger() {
        return ledger((_, _) -> {});
    }

    private Ledger ledger(BiConsumer<Handle, List<Entry>> alsoInTransaction) {
        var ledger =
                new Ledger(db.database(), new Pacing(() -> 1, Duration.ofMillis(1)), alsoInTransaction, (_, _) -> {});
        ledgers.add(ledger);
        ledger.start();
        return ledger;
    }

    private Entry accepted(Claimed slice, int ordinal) {
        return entry(slice, ordinal, new Outcome.Accepted(250, "taken"));
    }

    private Entry refused(Claimed slice, int ordinal) {
        return entry(slice, ordinal, new Outcome.Refused(550, "nobody here", false));
    }

    private Entry entry(Claimed slice, int ordinal, Outcome outcome) {
        return new Entry(slice.claim(), ordinal, 1, outcome, lantern.clock().instant());
    }

    private static void runOut() {
        db.database().change(tx -> tx.execute("update slice_lease set leased_until = now() - interval '1 second'"));
    }

    private static boolean isLedgerStuck() {
        return number("""
                        select count(*)
                          from pg_stat_activity
                         where wait_event_type = 'Lock'
                           and query like '%insert into outcome%'
                        """) > 0;
    }

    private static int number(String query) {
        return db.database()
                .read(handle -> handle.createQuery(query).mapTo(Integer.class).one());
    }
}
