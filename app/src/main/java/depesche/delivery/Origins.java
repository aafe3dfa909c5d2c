package depesche.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// How many slots each server may fill, and which servers rest. None gets all of them: one that answers slowly keeps a
/// quarter, and its other readers rest meanwhile, so whoever else is to be told does not wait for it.
final class Origins {

    private static final long SLOW = TimeUnit.SECONDS.toNanos(2);
    private static final Duration SHORT_REST = Duration.ofSeconds(2);
    private static final Duration LONGEST_REST = Duration.ofMinutes(30);
    private static final Duration FIRST_REST = Duration.ofSeconds(15);
    private static final int ENOUGH = 8;
    private static final int MOST_DOUBLINGS = 6;
    private static final int MOST_REMEMBERED = 10_000;

    private final int slots;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Origin> origins = new HashMap<>();

    Origins(int slots, InstantSource clock) {
        this.slots = slots;
        this.clock = clock;
    }

    /// Until when nobody of this server is tried, or nobody more of one that is slow.
    Optional<Instant> restingUntil(String name) {
        lock.lock();
        try {
            Origin origin = origins.get(name);
            if (origin == null) {
                return Optional.empty();
            }
            Instant now = clock.instant();
            if (now.isBefore(origin.restUntil)) {
                return Optional.of(origin.restUntil);
            }
            return Optional.of(now.plus(SHORT_REST)).filter(_ -> isSlow(origin) && origin.underWay >= share(origin));
        } finally {
            lock.unlock();
        }
    }

    /// Takes a slot of this server's share. Waits for one as long as answers keep coming; else tells until when to
    /// leave the server alone.
    Optional<Instant> enter(String name) {
        lock.lock();
        try {
            forgetIdle();
            Origin origin = origins.computeIfAbsent(name, _ -> new Origin(lock.newCondition()));
            while (origin.underWay >= share(origin)) {
                if (isSlow(origin)) {
                    return Optional.of(clock.instant().plus(SHORT_REST));
                }
                origin.left.awaitNanos(SLOW / ENOUGH);
            }
            Instant now = clock.instant();
            if (now.isBefore(origin.restUntil)) {
                return Optional.of(origin.restUntil);
            }
            origin.oldest = origin.underWay == 0 ? System.nanoTime() : origin.oldest;
            origin.underWay++;
            return Optional.empty();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.of(clock.instant());
        } finally {
            lock.unlock();
        }
    }

    /// Gives the slot back.
    ///
    /// @param nanos how long the answer took
    void leave(String name, long nanos, Courier.Server server) {
        lock.lock();
        try {
            Origin origin = require(name);
            origin.underWay--;
            origin.oldest = System.nanoTime();
            origin.nanos += (nanos - origin.nanos) / ENOUGH;
            switch (server) {
                case Courier.Server.Well() -> origin.failures = 0;
                case Courier.Server.Tired(var pause) -> tired(origin, System.nanoTime() - nanos, pause);
            }
            origin.left.signal();
        } finally {
            lock.unlock();
        }
    }

    /// @param begun when the message left
    private void tired(Origin origin, long begun, Optional<Duration> pause) {
        Instant now = clock.instant();
        if (now.isBefore(origin.restUntil)) {
            // What was under way when the rest began says nothing new.
            return;
        }
        if (pause.isEmpty() && begun - origin.failedAt < 0) {
            // What was under way together fails together: a connection that breaks is one failure, not fifty.
            return;
        }
        origin.failedAt = System.nanoTime();
        origin.failures++;
        if (pause.isPresent()) {
            Duration bounded = pause.get().compareTo(LONGEST_REST) < 0 ? pause.get() : LONGEST_REST;
            origin.restUntil = now.plus(bounded);
        } else if (origin.failures >= ENOUGH) {
            int doublings = Math.min(MOST_DOUBLINGS, origin.failures / ENOUGH - 1);
            origin.restUntil = now.plus(FIRST_REST.multipliedBy(1L << doublings));
        }
    }

    private int share(Origin origin) {
        return Math.max(1, isSlow(origin) ? slots / 4 : slots - slots / 4);
    }

    /// Slow by its answers, or by those that have not come.
    private static boolean isSlow(Origin origin) {
        return origin.nanos > SLOW || origin.underWay > 0 && System.nanoTime() - origin.oldest > SLOW;
    }

    private Origin require(String name) {
        Origin origin = origins.get(name);
        if (origin == null) {
            throw new IllegalStateException("nobody entered " + name);
        }
        return origin;
    }

    private void forgetIdle() {
        if (origins.size() > MOST_REMEMBERED) {
            Instant now = clock.instant();
            origins.values().removeIf(origin -> origin.underWay == 0 && now.isAfter(origin.restUntil));
        }
    }

    /// Guarded by the lock.
    private static final class Origin {
        private final Condition left;
        private int underWay;
        private int failures;
        /// How long answers take, lately.
        private long nanos;
        /// Since when something is under way and nothing came back.
        private long oldest;
        /// When the last failure that counted was told.
        private long failedAt = System.nanoTime();

        private Instant restUntil = Instant.EPOCH;

        Origin(Condition left) {
            this.left = left;
        }
    }
}
