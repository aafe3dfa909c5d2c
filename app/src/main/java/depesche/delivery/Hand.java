package depesche.delivery;

import depesche.alert.AlertId;
import depesche.alert.Current;
import depesche.alert.Receiver;
import depesche.delivery.ledger.Entry;
import depesche.delivery.ledger.SliceClaim;
import depesche.delivery.ledger.Ticket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/// The slices that this node holds, shared by all its connections. The most urgent is emptied first, so an
/// urgent alert overtakes what was claimed before it.
final class Hand {

    private static final Comparator<SliceInHand> URGENCY = Comparator.<SliceInHand, SliceClaim.Place>comparing(
                    slice -> slice.claim().place())
            .thenComparingLong(slice -> slice.claim().sliceId());

    private static final int NEWS_EVERY = 250;

    private final Function<Receiver, Optional<Instant>> resting;
    private final Runnable onNews;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final List<SliceInHand> slices = new ArrayList<>();
    private int promised;
    private volatile boolean closed;

    /// @param resting until when this receiver's server is not to be tried
    /// @param onNews called as slices run dry, and when one is lost
    Hand(Function<Receiver, Optional<Instant>> resting, Runnable onNews) {
        this.resting = resting;
        this.onNews = onNews;
    }

    void add(SliceInHand slice) {
        lock.lock();
        try {
            slices.add(slice);
            slices.sort(URGENCY);
            filled.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void remove(SliceInHand slice) {
        lock.lock();
        try {
            slices.remove(slice);
        } finally {
            lock.unlock();
        }
    }

    /// Waits as long as asked until there is a delivery for one more connection, and promises it: the connection gets
    /// its line ready first. A promise may be long in coming true, where a line does not come. So whoever has a
    /// line already takes no notice of it, and who has waited so long for the others tries it as well.
    boolean await(Duration patience, boolean hasLine) {
        long end = System.nanoTime() + patience.toNanos();
        lock.lock();
        try {
            long left = patience.toNanos();
            while (!closed && left > 0 && (hasLine ? 0 : promised) >= readyNow()) {
                filled.awaitNanos(left);
                left = end - System.nanoTime();
            }
            boolean isPromised = !closed && readyNow() > 0;
            promised += isPromised ? 1 : 0;
            return isPromised;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /// What was promised to a connection, unless others took it meanwhile.
    Optional<Delivery> takePromised() {
        lock.lock();
        try {
            promised--;
            return closed ? Optional.empty() : first();
        } finally {
            lock.unlock();
        }
    }

    /// The connection has no line: what it was promised goes to another.
    void forgo() {
        lock.lock();
        try {
            promised--;
            filled.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// The next delivery that may be tried now, if there is one.
    Optional<Delivery> poll() {
        lock.lock();
        try {
            return closed ? Optional.empty() : first();
        } finally {
            lock.unlock();
        }
    }

    private Optional<Delivery> first() {
        for (SliceInHand slice : slices) {
            while (slice.isCarriable() && slice.ready() > 0) {
                Delivery delivery = slice.takeFirst().orElseThrow();
                if (slice.ready() % NEWS_EVERY == 0) {
                    onNews.run();
                }
                Optional<Instant> rest = resting.apply(delivery.receiver());
                if (rest.isEmpty()) {
                    return Optional.of(delivery);
                }
                slice.rest(delivery, rest.get());
            }
        }
        return Optional.empty();
    }

    /// Was not tried, since its server is not to be tried now.
    void rest(Delivery delivery, Instant until) {
        lock.lock();
        try {
            delivery.slice().rest(delivery, until);
            tellIfIdle(delivery.slice());
        } finally {
            lock.unlock();
        }
    }

    /// Was not tried, and is the next again.
    void putBack(Delivery delivery) {
        lock.lock();
        try {
            delivery.slice().putBack(delivery);
            filled.signalAll();
            tellIfIdle(delivery.slice());
        } finally {
            lock.unlock();
        }
    }

    /// How often the connection broke before this delivery's dot, this time included.
    int lossesWith(Delivery delivery) {
        lock.lock();
        try {
            return delivery.slice().lossesWith(delivery);
        } finally {
            lock.unlock();
        }
    }

    /// Outcomes of one slice are durable, or the slice is ours no more.
    void settled(List<Ticket> tickets, Ticket.Fate fate) {
        SliceClaim claim = tickets.getFirst().entry().claim();
        lock.lock();
        try {
            slices.stream()
                    .filter(slice -> slice.claim().equals(claim))
                    .findFirst()
                    .ifPresent(slice -> {
                        tickets.forEach(ticket -> settle(slice, ticket.entry(), fate));
                        tellIfIdle(slice);
                    });
        } finally {
            lock.unlock();
        }
    }

    private static void settle(SliceInHand slice, Entry entry, Ticket.Fate fate) {
        slice.over(entry.ordinal());
        switch (fate) {
            case DURABLE ->
                slice.states().apply(entry.ordinal(), entry.outcome().end(), entry.at(), entry.retryAt());
            case FENCE_LOST -> slice.lose();
        }
    }

    private void tellIfIdle(SliceInHand slice) {
        if (slice.isIdle()) {
            onNews.run();
        }
    }

    /// Whether a dot may be sent for this delivery at this moment. Asked twice for each message, so without the lock.
    boolean isCarriable(Delivery delivery) {
        return !closed && delivery.slice().isCarriable();
    }

    /// Everything of a slice that is open and not under way.
    List<Delivery> takeAllOpen(SliceInHand slice) {
        lock.lock();
        try {
            return slice.takeAllOpen();
        } finally {
            lock.unlock();
        }
    }

    void current(Map<AlertId, Current> current) {
        lock.lock();
        try {
            for (SliceInHand slice : slices) {
                slice.current(current.getOrDefault(slice.dispatch().alert(), Current.GONE));
            }
            filled.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Extends the deadlines of the claims that are still ours; the others are lost.
    void renewed(Collection<SliceClaim> asked, Set<Long> ours, long deadline) {
        lock.lock();
        try {
            var askedFor = new HashSet<>(asked);
            for (SliceInHand slice : slices) {
                if (ours.contains(slice.claim().sliceId())) {
                    slice.renewed(deadline);
                } else if (askedFor.contains(slice.claim())) {
                    slice.lose();
                }
            }
            filled.signalAll();
        } finally {
            lock.unlock();
        }
    }

    List<SliceInHand> slices() {
        lock.lock();
        try {
            return List.copyOf(slices);
        } finally {
            lock.unlock();
        }
    }

    /// Slices of which nothing is left to do here and now.
    List<SliceInHand> idle() {
        lock.lock();
        try {
            return slices.stream().filter(SliceInHand::isIdle).toList();
        } finally {
            lock.unlock();
        }
    }

    /// Slices of which something could be taken now. Those that only wait for answers hinder no other.
    long slicesReady() {
        lock.lock();
        try {
            return slices.stream().filter(slice -> slice.ready() > 0).count();
        } finally {
            lock.unlock();
        }
    }

    /// Deliveries that could be taken now.
    int ready() {
        lock.lock();
        try {
            return readyNow();
        } finally {
            lock.unlock();
        }
    }

    private int readyNow() {
        int ready = 0;
        for (SliceInHand slice : slices) {
            ready += slice.isCarriable() ? slice.ready() : 0;
        }
        return ready;
    }

    /// Treats all that is held as lost: after a bug nobody knows what is under way.
    void giveUp() {
        lock.lock();
        try {
            slices.forEach(SliceInHand::lose);
            onNews.run();
        } finally {
            lock.unlock();
        }
    }

    /// Hands out nothing more.
    void close() {
        lock.lock();
        try {
            closed = true;
            filled.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }
}
