package depesche.desk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/// Counts tries by a key in windows of ten minutes, in the memory of this node. When more keys come than it can hold,
/// nobody is let through until the window is over: a flood fills no memory.
final class Throttle {

    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final int MOST_KEYS = 10_000;

    private final InstantSource clock;
    private final int most;
    private final Map<String, Integer> tries = new HashMap<>();
    private Instant ends = Instant.MIN;

    Throttle(InstantSource clock, int most) {
        this.clock = clock;
        this.most = most;
    }

    /// Counts one try; false if it is one too many.
    synchronized boolean allows(String key) {
        Instant now = clock.instant();
        if (!now.isBefore(ends)) {
            tries.clear();
            ends = now.plus(WINDOW);
        }
        if (tries.size() >= MOST_KEYS && !tries.containsKey(key)) {
            return false;
        }
        return tries.merge(key, 1, Integer::sum) <= most;
    }
}
