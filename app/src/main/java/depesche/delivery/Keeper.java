package depesche.delivery;

import depesche.alert.AlertId;
import depesche.alert.Alerts;
import depesche.alert.Current;
import depesche.alert.Standing;
import depesche.db.DatabaseUnavailable;
import depesche.delivery.ledger.Entry;
import depesche.delivery.ledger.Leases;
import depesche.delivery.ledger.Ledger;
import depesche.delivery.ledger.Outcome;
import depesche.delivery.ledger.SliceClaim;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// Keeps this node's hand filled and its leases alive, hears of stops and unsubscribes, and puts slices down when
/// nothing of them is left to do. While the database is away it waits: the leases may run out, the dots are held. When
/// it is back, whoever holds slices renews them before anybody takes them over ([#STEADY]).
final class Keeper implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Keeper.class.getName());
    private static final long LOOK_MILLIS = 300;
    private static final long IDLE_LOOK_MILLIS = 1_000;
    private static final long RENEW = TimeUnit.SECONDS.toNanos(8);
    /// A node counts its lease from before it asked, and stops this long before the database would let others in.
    private static final long OURS = TimeUnit.SECONDS.toNanos(Leases.LEASE_SECONDS - 5);
    /// Only who has had the database for so long takes over what others left: longer than they take to renew.
    private static final long STEADY = TimeUnit.SECONDS.toNanos(12);
    /// Who has not looked for so long has slept, or waited for the database.
    private static final long AWAY = TimeUnit.SECONDS.toNanos(3);
    private static final long HEAR = TimeUnit.MILLISECONDS.toNanos(200);
    private static final int MOST_URGENT_LANE = 0;
    private static final int ANY_LANE = Short.MAX_VALUE;
    private static final int MOST_SLICES = 16;
    private static final int ENOUGH_READY = 700;
    private static final int CLAIMED_AT_ONCE = 2;

    private final Hand hand;
    private final Leases leases;
    private final Alerts alerts;
    private final Dispatches dispatches;
    private final Ledger ledger;
    private final InstantSource clock;
    private final Thread thread;

    /// No lock: the hand wakes the keeper under its own, and the keeper asks the hand.
    private final Semaphore news = new Semaphore(0);
    /// At the beginning, and after a claim of which nobody knows whether it was made.
    private boolean mayHaveLeftovers = true;
    private volatile boolean claiming = true;
    private volatile boolean closed;
    private long lastRenewal = System.nanoTime();
    private long lastHearing = System.nanoTime() - HEAR;
    private long lastClaim = lastHearing;
    private long lastLook = lastHearing;
    private long steadySince = System.nanoTime();

    Keeper(Hand hand, Leases leases, Alerts alerts, Dispatches dispatches, Ledger ledger, InstantSource clock) {
        this.hand = hand;
        this.leases = leases;
        this.alerts = alerts;
        this.dispatches = dispatches;
        this.ledger = ledger;
        this.clock = clock;
        this.thread = Thread.ofVirtual().name("keeper").unstarted(this::keep);
    }

    void start() {
        thread.start();
    }

    void wake() {
        news.release();
    }

    void stopClaiming() {
        claiming = false;
    }

    /// Puts everything down for others.
    @Override
    public void close() {
        closed = true;
        wake();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void keep() {
        while (awaitNews()) {
            try {
                if (System.nanoTime() - lastLook > AWAY) {
                    steadySince = System.nanoTime();
                }
                look();
                lastLook = System.nanoTime();
            } catch (DatabaseUnavailable away) {
                steadySince = System.nanoTime();
                LOG.log(Level.WARNING, "delivery.keeper.waits why=" + away.getMessage());
            } catch (RuntimeException broken) {
                LOG.log(Level.ERROR, "delivery.keeper.broken", broken);
            }
        }
        try {
            hand.slices().stream().filter(slice -> !slice.isLost()).forEach(this::putDown);
        } catch (RuntimeException away) {
            LOG.log(
                    Level.WARNING,
                    "delivery.keeper.left slices=" + hand.slices().size(),
                    away);
        }
    }

    /// False when closed.
    private boolean awaitNews() {
        long millis = hand.slices().isEmpty() ? IDLE_LOOK_MILLIS : LOOK_MILLIS;
        try {
            boolean _ = news.tryAcquire(millis, TimeUnit.MILLISECONDS);
            news.drainPermits();
            return !closed;
        } catch (InterruptedException _) {
            return false;
        }
    }

    private void look() {
        if (mayHaveLeftovers) {
            leases.giveBackLeftovers(
                    hand.slices().stream().map(SliceInHand::claim).toList());
            mayHaveLeftovers = false;
        }
        renew();
        hear();
        endWhatIsOver();
        hand.idle().forEach(this::putDownOrDrop);
        claim();
    }

    /// Before any claim, so that a slice of ours whose lease ran out is not claimed over ourselves.
    private void renew() {
        List<SliceClaim> claims = hand.slices().stream().map(SliceInHand::claim).toList();
        long now = System.nanoTime();
        if (claims.isEmpty() || now - lastRenewal < RENEW) {
            return;
        }
        hand.renewed(claims, leases.renew(claims), now + OURS);
        lastRenewal = now;
    }

    /// Stops, holds, unsubscribes and suppressions since the last look.
    private void hear() {
        long now = System.nanoTime();
        if (now - lastHearing < HEAR) {
            return;
        }
        leases.hastenStopped(clock.instant());
        var carried = hand.slices().stream()
                .map(slice -> slice.dispatch().alert())
                .distinct()
                .toList();
        if (!carried.isEmpty()) {
            dispatches.refresh(hand.slices().stream().map(SliceInHand::claim).toList());
            hand.current(alerts.current(carried));
        }
        lastHearing = now;
    }

    private void endWhatIsOver() {
        Instant now = clock.instant();
        for (SliceInHand slice : hand.slices()) {
            if (slice.standing() == Standing.STOPPED) {
                endAll(slice, new Outcome.Withdrawn("the alert was stopped"), now);
            } else if (now.isAfter(slice.claim().notAfter())) {
                endAll(slice, new Outcome.Expired(), now);
            }
        }
    }

    private void endAll(SliceInHand slice, Outcome outcome, Instant now) {
        int revision = slice.dispatch().revision();
        hand.takeAllOpen(slice)
                .forEach(delivery ->
                        ledger.record(new Entry(slice.claim(), delivery.ordinal(), revision, outcome, now)));
    }

    private void putDownOrDrop(SliceInHand slice) {
        if (!slice.isLost()) {
            putDown(slice);
        } else {
            LOG.log(Level.WARNING, "delivery.slice.lost slice=" + slice.claim().sliceId());
        }
        hand.remove(slice);
    }

    private void putDown(SliceInHand slice) {
        Instant now = clock.instant();
        leases.putDown(slice.claim(), slice.states(), slice.dueAgain(now), now);
    }

    private void claim() {
        if (!claiming) {
            return;
        }
        List<SliceInHand> held = hand.slices();
        boolean hasEnough = hand.ready() >= ENOUGH_READY || hand.slicesReady() >= MOST_SLICES;
        int mostUrgent = held.stream()
                .mapToInt(slice -> slice.claim().place().lane())
                .min()
                .orElse(ANY_LANE);
        long before = System.nanoTime();
        if (hasEnough && (mostUrgent == MOST_URGENT_LANE || before - lastClaim < HEAR)) {
            return;
        }
        lastClaim = before;
        var inHand = held.stream().map(SliceInHand::claim).toList();
        mayHaveLeftovers = true;
        var claimed = claimed(hasEnough ? mostUrgent : ANY_LANE, inHand, before);
        if (!claimed.isEmpty()) {
            dispatches.refresh(List.of());
            take(claimed, before + OURS);
            wake();
        }
        mayHaveLeftovers = false;
    }

    private List<Leases.Claimed> claimed(int below, List<SliceClaim> inHand, long now) {
        return now - steadySince > STEADY
                ? leases.claim(CLAIMED_AT_ONCE, below, inHand, clock.instant())
                : leases.claimLeavingOthers(CLAIMED_AT_ONCE, below, inHand, clock.instant());
    }

    private void take(List<Leases.Claimed> claimed, long deadline) {
        var ids = claimed.stream().map(it -> new AlertId(it.claim().alertId())).collect(Collectors.toSet());
        Map<AlertId, Current> current = alerts.current(ids);
        Map<SliceClaim, Dispatch> carried =
                dispatches.of(claimed.stream().map(Leases.Claimed::claim).toList());
        for (var each : claimed) {
            var alert = new AlertId(each.claim().alertId());
            var slice = new SliceInHand(
                    each.claim(),
                    Objects.requireNonNull(carried.get(each.claim())),
                    dispatches.receivers(leases.channel(), each.claim(), clock.instant()),
                    each.states(),
                    current.getOrDefault(alert, Current.GONE),
                    deadline);
            hand.add(slice.dueAt(clock.instant()));
        }
    }
}
