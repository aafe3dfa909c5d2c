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
import java.util.function.ToIntBiFunction;

/// The slices that this node holds, shared by all its connections. The most urgent is emptied first, so an
/// urgent alert overtakes what was claimed before it.
final class Hand {

    private static final Comparator<SliceInHand> URGENCY = Comparator.<SliceInHand, SliceClaim.Place>comparing(
                    slice -> slice.claim().place())
            .thenComparingLong(slice -> slice.claim().sliceId());

    private static final int NEWS_EVERY = 250;

    private final Function<Receiver, Optional<Instant>> resting;
    private final Shares shares;
    private final Runnable onNews;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final List<SliceInHand> slices = new ArrayList<>();
    private int promised;
    private volatile boolean closed;

    /// @param resting until when this receiver's server is not to be tried
    /// @param shares how many connections each domain may take
    /// @param onNews called as slices run dry, and when one is lost
    Hand(Function<Receiver, Optional<Instant>> resting, Shares shares, Runnable onNews) {
        this.resting = resting;
        this.shares = shares;
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
    Optional<Delivery> takePromised(Satchel asking) {
        lock.lock();
        try {
            promised--;
            return closed ? Optional.empty() : first(asking);
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

    /// The next delivery that this connection may try after the one it has under way, if there is one.
    Optional<Delivery> poll(Satchel asking) {
        lock.lock();
        try {
            asking.shift().ifPresent(this::tellOfRoom);
            return closed ? Optional.empty() : first(asking);
        } finally {
            lock.unlock();
        }
    }

    /// The connection has nothing under way any more.
    void empty(Satchel satchel) {
        lock.lock();
        try {
            shares.empty(satchel).ifPresent(this::tellOfRoom);
        } finally {
            lock.unlock();
        }
    }

    private Optional<Delivery> first(Satchel asking) {
        for (SliceInHand slice : slices) {
            Optional<Delivery> first = slice.isCarriable() ? firstOf(slice, asking) : Optional.empty();
            if (first.isPresent()) {
                return first;
            }
        }
        return Optional.empty();
    }

    private Optional<Delivery> firstOf(SliceInHand slice, Satchel asking) {
        for (String domain : slice.domainsAside()) {
            while (slice.aside(domain) > 0 && shares.mayTake(shares.of(domain), asking)) {
                Delivery delivery = slice.takeAside(domain).orElseThrow();
                if (isTaken(delivery, asking)) {
                    return Optional.of(delivery);
                }
            }
        }
        while (slice.isCarriable() && slice.ready() > 0) {
            Delivery delivery = slice.takeFirst().orElseThrow();
            if (isTaken(delivery, asking)) {
                return Optional.of(delivery);
            }
        }
        return Optional.empty();
    }

    /// Whoever is not taken rests, or is put aside until the domain may have another connection.
    private boolean isTaken(Delivery delivery, Satchel asking) {
        Share share = shares.of(delivery.receiver());
        boolean mayTake = shares.mayTake(share, asking);
        Optional<Instant> rest = mayTake ? resting.apply(delivery.receiver()) : shares.silentUntil(share);
        if (rest.isPresent()) {
            delivery.slice().rest(delivery, rest.get());
        } else if (mayTake) {
            shares.take(share, asking);
        } else {
            delivery.slice().putAside(delivery, share.domain());
            return false;
        }
        if (delivery.slice().waiting() % NEWS_EVERY == 0) {
            onNews.run();
        }
        return rest.isEmpty();
    }

    /// Readers of this domain may wait for what was just given back, or for the domain's first answer.
    private void tellOfRoom(Share share) {
        if (shares.room(share) <= 0) {
            return;
        }
        for (SliceInHand slice : slices) {
            if (slice.aside(share.domain()) > 0) {
                filled.signalAll();
                return;
            }
        }
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

    /// Slices of which nothing is left to do here and now. Before, what waits behind messages whose answers are long in
    /// coming is taken back for other connections, and whoever waits for such a domain rests.
    List<SliceInHand> idle() {
        lock.lock();
        try {
            shares.heldUp().forEach(this::putBack);
            slices.forEach(slice -> slice.letRest(domain -> shares.silentUntil(shares.of(domain))));
            return slices.stream().filter(SliceInHand::isIdle).toList();
        } finally {
            lock.unlock();
        }
    }

    /// Slices of which something could be taken now, or when a domain has room. Those that only wait for answers hinder
    /// no other.
    long slicesReady() {
        lock.lock();
        try {
            return slices.stream().filter(slice -> slice.waiting() > 0).count();
        } finally {
            lock.unlock();
        }
    }

    /// Deliveries that could be taken now, or soon, since their domain answers.
    int ready() {
        lock.lock();
        try {
            return count((slice, share) -> shares.isMoving(share) ? slice.aside(share.domain()) : 0);
        } finally {
            lock.unlock();
        }
    }

    /// Deliveries that a connection could take that has nothing under way.
    private int readyNow() {
        return count((slice, share) -> Math.min(slice.aside(share.domain()), shares.room(share)));
    }

    private int count(ToIntBiFunction<SliceInHand, Share> aside) {
        int count = 0;
        for (SliceInHand slice : slices) {
            if (slice.isCarriable()) {
                count += slice.ready();
                for (String domain : slice.domainsAside()) {
                    count += aside.applyAsInt(slice, shares.of(domain));
                }
            }
        }
        return count;
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
