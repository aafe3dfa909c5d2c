package depesche.delivery;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Stands between this node and its mail server. When the server as a whole is in trouble, nobody's attempts
/// are spent on it: all connections wait, then one tries.
final class Breaker {

    private static final Logger LOG = System.getLogger(Breaker.class.getName());
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PROBE = Duration.ofSeconds(20);
    private static final int MOST_DOUBLINGS = 5;
    private static final int LOSSES_IN_A_ROW = 5;
    private static final int BLAMES_IN_A_ROW = 5;

    private final long longestProbe;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile Optional<String> trouble = Optional.empty();
    private int failures;
    private int losses;
    private int blames;
    private long pauseEnds;
    private boolean probing;
    private long probeBegan;
    private boolean closed;
    private volatile boolean isCalm = true;
    private volatile long newestAnswered = System.nanoTime();

    Breaker() {
        this(LONGEST_PROBE);
    }

    /// @param longestProbe how long one that tries may hear nothing before another tries beside it
    Breaker(Duration longestProbe) {
        this.longestProbe = longestProbe.toNanos();
    }

    /// Waits while the server is in trouble. The first to come after the pause may try while the others wait on:
    /// it gets true, and says [#probed] when it has tried or found nothing to try. A server may have come back long
    /// before it answers the one that tries, or the client gives that one up, which takes minutes.
    boolean await() {
        lock.lock();
        try {
            while (!closed && trouble.isPresent()) {
                long now = System.nanoTime();
                long left = pauseEnds - now;
                if (left <= 0 && (!probing || now - probeBegan > longestProbe)) {
                    probing = true;
                    probeBegan = now;
                    return true;
                }
                changed.awaitNanos(Math.max(left, FIRST_PAUSE.toNanos()));
            }
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /// Whoever was let through is done: if the trouble is not over, another may try.
    void probed() {
        lock.lock();
        try {
            probing = false;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /// The server as a whole does not take mail now.
    void failed(String why) {
        lock.lock();
        try {
            if (trouble.isEmpty()) {
                LOG.log(Level.WARNING, "delivery.server.trouble why=" + why);
            }
            if (trouble.isEmpty() || probing) {
                pauseEnds = System.nanoTime() + FIRST_PAUSE.toNanos() * (1L << Math.min(MOST_DOUBLINGS, failures));
                failures++;
            }
            trouble = Optional.of(why);
            isCalm = false;
            probing = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// A connection broke in the middle, or nothing was heard on it. Once is the network; several times in a row is the
    /// server, but for messages that waited in vain while it answered others that came later.
    ///
    /// @param left when the message left
    /// @return whether it may be the server
    boolean lost(String why, long left) {
        if (newestAnswered - left > 0) {
            return false;
        }
        lock.lock();
        try {
            losses++;
            isCalm = false;
            if (losses >= LOSSES_IN_A_ROW || trouble.isPresent()) {
                failed(why);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// The server refused a message and blamed sender or text. Once is that reader's server; several times in a row it
    /// is us, and whoever is tried next is refused as well.
    void blamed(String why) {
        lock.lock();
        try {
            blames++;
            isCalm = false;
            if (blames >= BLAMES_IN_A_ROW || trouble.isPresent()) {
                failed(why);
            }
        } finally {
            lock.unlock();
        }
    }

    /// The server answered for a message.
    ///
    /// @param left when the message left
    void answered(long left) {
        if (left - newestAnswered > 0) {
            newestAnswered = left;
        }
        if (isCalm) {
            return;
        }
        lock.lock();
        try {
            losses = 0;
            blames = 0;
            failures = 0;
            isCalm = true;
            if (trouble.isPresent()) {
                LOG.log(Level.INFO, "delivery.server.back");
                trouble = Optional.empty();
                probing = false;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /// What is wrong with the server now. Asked after each message, so without the lock.
    Optional<String> trouble() {
        return trouble;
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
