package depesche.delivery;

import java.time.Duration;

/// How long a delivery waits before it is tried again.
final class Backoff {

    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final int MOST_DOUBLINGS = 5;

    private Backoff() {}

    /// After a 4yz: a minute, then twice as long each time, up to half an hour.
    static Duration afterDeferral(int attemptsBefore) {
        return FIRST.multipliedBy(1L << Math.min(MOST_DOUBLINGS, attemptsBefore));
    }

    /// After an answer that never came: long enough for a server that fell to be up again.
    static Duration afterDoubt() {
        return Duration.ofSeconds(5);
    }
}
