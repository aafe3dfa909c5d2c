package depesche.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// How patient each destination domain asks us to be, in this node's memory. Each deferral in a row makes the
/// next wait longer; after several the domain rests: its readers wait, the others go on.
final class Domains {

    private static final int ENOUGH = 8;
    private static final Duration SHORTEST_REST = Duration.ofSeconds(30);
    private static final int MOST_DOUBLINGS = 6;
    private static final int MOST_REMEMBERED = 100_000;

    private final InstantSource clock;
    private final ConcurrentMap<String, Streak> streaks = new ConcurrentHashMap<>();

    Domains(InstantSource clock) {
        this.clock = clock;
    }

    /// Until when nobody of this address's domain is tried.
    Optional<Instant> restingUntil(String address) {
        if (streaks.isEmpty()) {
            return Optional.empty();
        }
        return Optional.ofNullable(streaks.get(domain(address)))
                .map(Streak::restUntil)
                .filter(clock.instant()::isBefore);
    }

    void deferred(String address) {
        if (streaks.size() > MOST_REMEMBERED) {
            streaks.clear();
        }
        Instant now = clock.instant();
        streaks.merge(domain(address), Streak.first(now), (before, _) -> before.longer(now));
    }

    void answered(String address) {
        if (!streaks.isEmpty()) {
            streaks.remove(domain(address));
        }
    }

    private static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }

    /// Deferrals in a row, and until when the domain rests.
    private record Streak(int deferrals, Instant restUntil) {

        static Streak first(Instant now) {
            return new Streak(1, now);
        }

        Streak longer(Instant now) {
            int more = deferrals + 1;
            int doublings = Math.min(MOST_DOUBLINGS, more / ENOUGH - 1);
            return new Streak(more, more < ENOUGH ? now : now.plus(SHORTEST_REST.multipliedBy(1L << doublings)));
        }
    }
}
