package depesche.delivery;

import depesche.account.ReaderId;
import depesche.account.Readers;
import depesche.account.Suppression;
import depesche.alert.AlertId;
import depesche.alert.Alerts;
import depesche.alert.Audience;
import depesche.channel.ChannelKind;
import depesche.db.Database;
import depesche.db.Notices;
import depesche.delivery.email.Letters;
import depesche.delivery.ledger.Entry;
import depesche.delivery.ledger.Leases;
import depesche.delivery.ledger.Ledger;
import depesche.delivery.ledger.Outcome;
import depesche.delivery.ledger.Pacing;
import depesche.digest.Issues;
import depesche.mail.MailRoute;
import depesche.text.EmailAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;

/// Carries alerts from this node: its connections, its ledger, and the keeper of its slices. Nodes are equal; the
/// database decides who carries what.
public final class Delivering implements AutoCloseable {

    /// Says that slices can be claimed.
    static final String NOTICE = "slices";

    /// How this node sends.
    ///
    /// @param connections most connections at once
    /// @param messagesPerSecond most messages a second; empty: unlimited
    /// @param longestCommitWait how long an outcome waits at most for others to be committed with
    public record Limits(int connections, Optional<Integer> messagesPerSecond, Duration longestCommitWait) {

        /// As the settings say. Half of the connections fill a group in less, unless the machine is short of processor
        /// time: then larger groups spare it.
        public static Limits of(int connections, Optional<Integer> messagesPerSecond) {
            return new Limits(connections, messagesPerSecond, Duration.ofMillis(12));
        }
    }

    private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(10);

    private final Hand hand;
    private final Breaker breaker = new Breaker();
    private final Ledger ledger;
    private final Keeper keeper;
    private final Tempo tempo;
    private final List<Thread> connections = new ArrayList<>();
    private final AtomicInteger working = new AtomicInteger();

    public Delivering(
            Database db, String node, Audience audience, Outgoing outgoing, Limits limits, InstantSource clock) {
        var domains = new Domains(clock);
        var shares = new Shares(limits.connections(), clock);
        var dispatches = new Dispatches(audience, new Issues(db));
        var alerts = new Alerts(db, clock);
        this.tempo = new Tempo(limits.messagesPerSecond());
        this.hand = new Hand(receiver -> receiver.address().flatMap(domains::restingUntil), shares, this::wake);
        this.ledger = new Ledger(
                db,
                new Pacing(() -> Math.max(1, working.get() / 2), limits.longestCommitWait()),
                (tx, entries) -> suppressDead(tx, outgoing.readers(), entries),
                (tickets, fate) -> {
                    tempo.count(tickets);
                    hand.settled(tickets, fate);
                });
        this.keeper = new Keeper(hand, new Leases(db, node, ChannelKind.EMAIL), alerts, dispatches, ledger, clock);
        var office = new PostOffice(
                outgoing.route(), outgoing.letters(), breaker, domains, shares, new Pace(limits.messagesPerSecond()));
        for (int i = 0; i < limits.connections(); i++) {
            var carrier = new Carrier(hand, ledger, audience, office, clock, working);
            connections.add(Thread.ofVirtual().name("carrier-" + i).unstarted(carrier));
        }
    }

    /// What this node sends, which way, and whom a refusal concerns.
    public record Outgoing(MailRoute route, Letters letters, Readers readers) {}

    /// Makes a planned alert's slices claimable, in the transaction that planned it.
    public void open(Handle tx, AlertId alert) {
        Leases.open(tx, alert.value());
        Notices.tell(tx, NOTICE, alert.toString());
        tx.afterCommit(this::wake);
    }

    /// Hears at once of slices and alerts that other nodes changed. Before [Notices#start].
    public void listen(Notices notices) {
        notices.listen(NOTICE, _ -> wake(), this::wake);
        notices.listen(Alerts.NOTICE, _ -> wake(), this::wake);
    }

    public void start() {
        ledger.start();
        keeper.start();
        connections.forEach(Thread::start);
    }

    /// Something happened to slices or alerts: look at once. Without being told it looks once a second.
    public void wake() {
        keeper.wake();
    }

    /// Messages a second that this node may or lately did send.
    public double messagesPerSecond() {
        return tempo.messagesPerSecond();
    }

    /// Whether anything is being carried now.
    public boolean isCarrying() {
        return working.get() > 0;
    }

    /// What is wrong with the mail server now.
    public Optional<String> trouble() {
        return breaker.trouble();
    }

    /// Ends in order: messages under way get their answers, outcomes are committed, slices put down for others.
    @Override
    public void close() {
        hand.close();
        breaker.close();
        keeper.stopClaiming();
        long end = System.nanoTime() + PATIENCE_AT_CLOSE.toNanos();
        try {
            for (Thread connection : started()) {
                connection.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        ledger.close();
        keeper.close();
    }

    /// All, or none if nothing was ever to be sent: a thread that was not started cannot be waited for.
    private List<Thread> started() {
        return connections.stream()
                .filter(connection -> connection.getState() != Thread.State.NEW)
                .toList();
    }

    /// What a server says of an address does not hold against a reader who has moved to another meanwhile.
    private static void suppressDead(Handle tx, Readers readers, List<Entry> entries) {
        Map<EmailAddress, Suppression> dead = new HashMap<>();
        for (Entry entry : entries) {
            if (entry.outcome() instanceof Outcome.Refused(int code, var words, boolean addressIsDead)
                    && addressIsDead) {
                var no = new Suppression(entry.at(), Suppression.Why.REFUSED, code + " " + words);
                entry.address().ifPresent(address -> dead.put(new EmailAddress(address), no));
            }
        }
        if (dead.isEmpty()) {
            return;
        }
        Map<ReaderId, Suppression> suppressions = new HashMap<>();
        readers.lockedByEmail(tx, dead.keySet())
                .forEach((address, reader) -> suppressions.put(reader.id(), Objects.requireNonNull(dead.get(address))));
        readers.suppressAll(tx, suppressions);
    }
}
