package depesche.delivery;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// At most so many messages a second from this node, evenly spaced.
final class Pace {

    private final long interval;
    private final AtomicLong nextSlot;

    Pace(Optional<Integer> messagesPerSecond) {
        interval = messagesPerSecond
                .map(rate -> TimeUnit.SECONDS.toNanos(1) / rate)
                .orElse(0L);
        nextSlot = new AtomicLong(System.nanoTime());
    }

    /// Waits for its turn.
    void await() {
        if (interval == 0) {
            return;
        }
        long mine = nextSlot.getAndUpdate(slot -> Math.max(slot, System.nanoTime()) + interval);
        long left = mine - System.nanoTime();
        while (left > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(left);
            left = mine - System.nanoTime();
        }
    }
}
