package depesche.delivery;

import depesche.alert.Alerts;
import depesche.alert.Audience;
import depesche.channel.Channel;
import depesche.db.Database;
import depesche.db.Notices;
import depesche.delivery.ledger.Leases;
import depesche.delivery.ledger.Ledger;
import depesche.delivery.ledger.Pacing;
import depesche.digest.Issues;
import depesche.net.Poster;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// Carries alerts from this node over a channel whose endpoints are posted to: its slots, its ledger, and the keeper of
/// its slices. Beside [Delivering], so that neither waits for the other.
public final class Posting implements AutoCloseable {

    private static final Duration LONGEST_COMMIT_WAIT = Duration.ofMillis(12);
    private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(10);

    private final Hand hand;
    private final Ledger ledger;
    private final Keeper keeper;
    private final Poster poster;
    private final List<Thread> slots = new ArrayList<>();
    private final AtomicInteger working = new AtomicInteger();

    /// How a channel is carried.
    ///
    /// @param slots most messages under way at once
    public record Way(Courier courier, Poster poster, int slots) {}

    public Posting(Database db, String node, Audience audience, Way way, InstantSource clock) {
        var origins = new Origins(way.slots(), clock);
        this.poster = way.poster();
        this.hand =
                new Hand(receiver -> restingUntil(origins, receiver.endpoints()), Shares.unlimited(clock), this::wake);
        this.ledger = new Ledger(
                db,
                new Pacing(() -> Math.max(1, working.get() / 2), LONGEST_COMMIT_WAIT),
                (_, _) -> {},
                (ticket, fate) -> hand.settled(ticket, fate));
        var leases = new Leases(db, node, way.courier().channel());
        this.keeper = new Keeper(
                hand, leases, new Alerts(db, clock), new Dispatches(audience, new Issues(db)), ledger, clock);
        var room = new Slot.Room(hand, ledger, audience, way.courier(), poster::post, origins, clock, working);
        for (int i = 0; i < way.slots(); i++) {
            slots.add(Thread.ofVirtual()
                    .name(way.courier().channel().word() + "-" + i)
                    .unstarted(new Slot(room)));
        }
    }

    private static Optional<Instant> restingUntil(Origins origins, List<Channel> endpoints) {
        Optional<Instant> earliest = Optional.empty();
        for (Channel endpoint : endpoints) {
            Optional<Instant> rest = origins.restingUntil(endpoint.endpoint().origin());
            if (rest.isEmpty()) {
                return rest;
            }
            earliest = earliest.filter(rest.get()::isAfter).or(() -> rest);
        }
        return earliest;
    }

    /// Hears at once of slices and alerts that change on any node. Before [Notices#start].
    public void listen(Notices notices) {
        notices.listen(Delivering.NOTICE, _ -> wake(), this::wake);
        notices.listen(Alerts.NOTICE, _ -> wake(), this::wake);
    }

    public void start() {
        poster.start();
        ledger.start();
        keeper.start();
        slots.forEach(Thread::start);
    }

    /// Something happened to slices or alerts: look at once. Without being told it looks once a second.
    public void wake() {
        keeper.wake();
    }

    /// Whether anything is being carried now.
    public boolean isCarrying() {
        return working.get() > 0;
    }

    /// Ends in order: messages under way get their answers, outcomes are committed, slices put down for others.
    @Override
    public void close() {
        hand.close();
        keeper.stopClaiming();
        long end = System.nanoTime() + PATIENCE_AT_CLOSE.toNanos();
        try {
            for (Thread slot : started()) {
                slot.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        ledger.close();
        keeper.close();
        poster.close();
    }

    /// All, or none if nothing was ever to be sent: a thread that was not started cannot be waited for.
    private List<Thread> started() {
        return slots.stream()
                .filter(slot -> slot.getState() != Thread.State.NEW)
                .toList();
    }
}
