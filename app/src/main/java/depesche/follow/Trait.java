package depesche.follow;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Set;

/// Something that many readers have in common and that decides when they are told. Defaults are no traits:
/// who has no [Hour] has the default hour.
sealed interface Trait {

    /// The one trait that the table `reader` says.
    record Zone(ZoneId id) implements Trait {}

    record Hour(int hour) implements Trait {}

    record Day(DayOfWeek day) implements Trait {}

    record Quiet(QuietHours hours) implements Trait {}

    record BreakingInQuiet() implements Trait {}

    record PausedUntil(Instant end) implements Trait {}

    record AtMost(int aDay) implements Trait {}

    record NoUpdates() implements Trait {}

    /// The traits of a wish.
    static Set<Trait> of(ReaderWish wish) {
        var traits = new HashSet<Trait>();
        if (wish.digestHour() != ReaderWish.DEFAULT_HOUR) {
            traits.add(new Hour(wish.digestHour()));
        }
        if (wish.digestDay() != ReaderWish.DEFAULT_DAY) {
            traits.add(new Day(wish.digestDay()));
        }
        wish.quiet().ifPresent(hours -> traits.add(new Quiet(hours)));
        if (wish.breakingInQuiet()) {
            traits.add(new BreakingInQuiet());
        }
        wish.pausedUntil().ifPresent(end -> traits.add(new PausedUntil(end)));
        wish.mostADay().ifPresent(most -> traits.add(new AtMost(most)));
        if (!wish.updates()) {
            traits.add(new NoUpdates());
        }
        return traits;
    }

    /// Whether the table `reader` says it; the others the table `reader_wish`.
    default boolean isOfReader() {
        return switch (this) {
            case Zone _ -> true;
            case Hour _, Day _, Quiet _, BreakingInQuiet _, PausedUntil _, AtMost _, NoUpdates _ -> false;
        };
    }
}
