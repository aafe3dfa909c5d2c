package depesche.db;

import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;

/// The program's clock, which ticks in microseconds as PostgreSQL's times do: an instant read back from
/// the database is the one that was written, not one rounded up.
public final class DatabaseClock {

    private static final Duration TICK = Duration.ofNanos(1_000);

    private DatabaseClock() {}

    public static InstantSource system() {
        return Clock.tick(Clock.systemUTC(), TICK);
    }
}
