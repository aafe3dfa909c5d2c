package depesche.delivery.ledger;

import depesche.db.Database;
import depesche.db.DatabaseUnavailable;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;

/// Commits the outcomes of all connections of a node in groups, on one platform thread. A group is tried
/// until the database takes it: as long as it does not, no ticket is settled and no dot is sent.
public final class Ledger implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Ledger.class.getName());
    private static final long FIRST_WAIT_MILLIS = 20;
    private static final long LONGEST_WAIT_MILLIS = 1_000;
    private static final long LONGEST_PACE = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int MOST_AT_ONCE = 4_000;

    private final Database db;
    private final Pacing pacing;
    private final BiConsumer<Handle, List<Entry>> alsoInTransaction;
    private final BiConsumer<List<Ticket>, Ticket.Fate> onSettled;
    private final Thread thread;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition recorded = lock.newCondition();
    private List<Ticket> waiting = new ArrayList<>();
    private boolean closing;
    private long lastStart;
    private long lastCommit;
    private long rows;

    /// @param alsoInTransaction what else the outcomes mean, written with them: dead addresses are suppressed
    /// @param onSettled hears of the tickets of a slice before their carriers go on
    public Ledger(
            Database db,
            Pacing pacing,
            BiConsumer<Handle, List<Entry>> alsoInTransaction,
            BiConsumer<List<Ticket>, Ticket.Fate> onSettled) {
        this.db = db;
        this.pacing = pacing;
        this.alsoInTransaction = alsoInTransaction;
        this.onSettled = onSettled;
        this.thread = Thread.ofPlatform().name("ledger").unstarted(this::commitUntilClosed);
    }

    public void start() {
        thread.start();
    }

    /// Takes an entry. It is durable only when its ticket says so. The committer is woken for the first of a group and
    /// for the one that makes it worth a commit: to wake it for each would cost as much as the commit.
    public Ticket record(Entry entry) {
        var ticket = new Ticket(entry);
        lock.lock();
        try {
            waiting.add(ticket);
            if (waiting.size() == 1 || waiting.size() >= pacing.enough().getAsInt()) {
                recorded.signal();
            }
        } finally {
            lock.unlock();
        }
        return ticket;
    }

    /// Commits what waits, then stops. What the database does not take within a few tries stays in doubt.
    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            recorded.signal();
        } finally {
            lock.unlock();
        }
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void commitUntilClosed() {
        while (true) {
            List<Ticket> group = nextGroup();
            if (group.isEmpty()) {
                return;
            }
            commit(group);
        }
    }

    /// Waits for a group worth committing; empty when closed and nothing is left.
    private List<Ticket> nextGroup() {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closing) {
                recorded.awaitUninterruptibly();
            }
            // Where commits are slow, fewer and larger ones: at most a third of the time is spent in them.
            long end = lastStart + Math.max(pacing.longest().toNanos(), 3 * lastCommit);
            while (waiting.size() < pacing.enough().getAsInt() && !closing && isWorthWaiting(end)) {
                recorded.awaitNanos(end - System.nanoTime());
            }
            return taken();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException("nobody interrupts the ledger", stopped);
        } finally {
            lastStart = System.nanoTime();
            lock.unlock();
        }
    }

    private static boolean isWorthWaiting(long end) {
        return end - System.nanoTime() > 0;
    }

    private List<Ticket> taken() {
        List<Ticket> group = waiting;
        if (group.size() <= MOST_AT_ONCE) {
            waiting = new ArrayList<>();
            return group;
        }
        waiting = new ArrayList<>(group.subList(MOST_AT_ONCE, group.size()));
        return group.subList(0, MOST_AT_ONCE);
    }

    private void commit(List<Ticket> group) {
        List<Outcomes.Row> rows = rowsOf(group);
        long wait = FIRST_WAIT_MILLIS;
        while (true) {
            try {
                long start = System.nanoTime();
                List<Outcomes.Row> kept = append(rows);
                lastCommit = Math.min(LONGEST_PACE, System.nanoTime() - start);
                settle(rows, kept);
                return;
            } catch (RuntimeException refused) {
                // Whatever it is, the outcomes are true and nothing may be sent before they are kept.
                tell(refused, group.size());
                if (isClosing()) {
                    settle(rows, List.of());
                    return;
                }
                pause(wait);
                wait = Math.min(LONGEST_WAIT_MILLIS, wait * 2);
            }
        }
    }

    private static void tell(RuntimeException refused, int entries) {
        if (refused instanceof DatabaseUnavailable away) {
            LOG.log(Level.WARNING, "delivery.ledger.waits entries=" + entries + " why=" + away.getMessage());
        } else {
            LOG.log(Level.ERROR, "delivery.ledger.broken entries=" + entries, refused);
        }
    }

    /// Nearly always nothing goes with it: then all is sent at once, and no round trip stands between the rows' locks
    /// and the commit. A node that falls asleep there would keep its slices from others past its lease.
    private List<Outcomes.Row> append(List<Outcomes.Row> rows) {
        if (rows.stream().flatMap(row -> row.tickets().stream()).noneMatch(Ledger::meansMore)) {
            return db.alone(handle -> Outcomes.append(handle, rows));
        }
        return db.write(tx -> {
            List<Outcomes.Row> kept = Outcomes.append(tx, rows);
            Omissions.append(tx, kept);
            alsoInTransaction.accept(
                    tx,
                    kept.stream()
                            .flatMap(row -> row.tickets().stream())
                            .map(Ticket::entry)
                            .toList());
            return kept;
        });
    }

    private static boolean meansMore(Ticket ticket) {
        Entry entry = ticket.entry();
        return entry.outcome().end() == End.REFUSED || !entry.omitted().isEmpty();
    }

    private void settle(List<Outcomes.Row> rows, List<Outcomes.Row> kept) {
        for (Outcomes.Row row : rows) {
            var fate = kept.contains(row) ? Ticket.Fate.DURABLE : Ticket.Fate.FENCE_LOST;
            onSettled.accept(row.tickets(), fate);
            row.tickets().forEach(ticket -> ticket.settle(fate));
        }
    }

    /// In the order of their slices, so that two nodes never wait for each other's leases.
    private List<Outcomes.Row> rowsOf(List<Ticket> group) {
        var bySlice = new TreeMap<Key, List<Ticket>>();
        for (Ticket ticket : group) {
            bySlice.computeIfAbsent(Key.of(ticket.entry()), _ -> new ArrayList<>())
                    .add(ticket);
        }
        var result = new ArrayList<Outcomes.Row>();
        bySlice.forEach((key, tickets) -> result.add(
                new Outcomes.Row(tickets.getFirst().entry().claim(), ++rows, key.revision(), List.copyOf(tickets))));
        return result;
    }

    private boolean isClosing() {
        lock.lock();
        try {
            return closing;
        } finally {
            lock.unlock();
        }
    }

    private void pause(long millis) {
        lock.lock();
        try {
            if (!closing) {
                recorded.await(millis, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException stopped) {
            throw new IllegalStateException("nobody interrupts the ledger", stopped);
        } finally {
            lock.unlock();
        }
    }

    /// Two claims of one slice by one node never share a group's row: the fence tells them apart.
    private record Key(long slice, long fence, int revision) implements Comparable<Key> {

        private static final Comparator<Key> ORDER = Comparator.comparingLong(Key::slice)
                .thenComparingLong(Key::fence)
                .thenComparingInt(Key::revision);

        static Key of(Entry entry) {
            return new Key(entry.claim().sliceId(), entry.claim().fence(), entry.revision());
        }

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }
}
