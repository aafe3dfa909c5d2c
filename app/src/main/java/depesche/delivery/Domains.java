package depesche.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// How patient each destination domain asks us to be, in this node's memory. After several deferrals in a row, or
/// answers that never came, the domain rests: its readers wait, the others go on. After a rest one reader is tried, and
/// each that is deferred as well makes the next rest longer.
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

    /// Until when nobody of this address's domain is tried. After a rest whoever asks first is the one to try, and the
    /// others rest on until it is known what that one heard.
    Optional<Instant> restingUntil(String address) {
        if (streaks.isEmpty()) {
            return Optional.empty();
        }
        String domain = domain(address);
        Streak streak = streaks.get(domain);
        if (streak == null || streak.deferrals() < ENOUGH) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        if (streak.isResting(now)) {
            return Optional.of(streak.restUntil());
        }
        return streaks.replace(domain, streak, streak.tried(now)) ? Optional.empty() : restingUntil(address);
    }

    /// Was deferred, or never answered.
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

    static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }

    /// Deferrals in a row, and until when the domain rests.
    ///
    /// @param isTried whether one was let through after a rest, whose answer says how it is now
    private record Streak(int deferrals, Instant restUntil, boolean isTried) {

        static Streak first(Instant now) {
            return new Streak(1, now, false);
        }

        boolean isResting(Instant now) {
            return now.isBefore(restUntil);
        }

        Streak tried(Instant now) {
            return new Streak(deferrals, now.plus(SHORTEST_REST), true);
        }

        /// What was under way when a rest began says nothing new.
        Streak longer(Instant now) {
            if (isResting(now) && !isTried) {
                return this;
            }
            int more = deferrals + 1;
            int doublings = Math.min(MOST_DOUBLINGS, more - ENOUGH);
            return new Streak(more, more < ENOUGH ? now : now.plus(SHORTEST_REST.multipliedBy(1L << doublings)), false);
        }
    }
}
