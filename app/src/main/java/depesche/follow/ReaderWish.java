package depesche.follow;

import java.time.DayOfWeek;
import java.time.Instant;
import java.util.Optional;

/// When and how often a reader wants mail, apart from the cadence of each follow.
///
/// @param digestHour the hour of the reader's day at which digests come
/// @param digestDay the day on which weekly digests come
/// @param breakingInQuiet whether breaking news may come in quiet hours
/// @param pausedUntil nothing comes before it; [#UNTIL_UNDONE] has no end
/// @param mostADay so many instant alerts come on a day, the rest with the next digest
/// @param updates whether updates of articles come that the reader was told of
public record ReaderWish(
        int digestHour,
        DayOfWeek digestDay,
        Optional<QuietHours> quiet,
        boolean breakingInQuiet,
        Optional<Instant> pausedUntil,
        Optional<Integer> mostADay,
        boolean updates) {

    public static final int DEFAULT_HOUR = 7;
    public static final DayOfWeek DEFAULT_DAY = DayOfWeek.MONDAY;
    public static final int MOST_MOST_A_DAY = 99;

    /// The end of a pause that only the reader ends.
    public static final Instant UNTIL_UNDONE = Instant.MAX;

    /// Whoever has wished nothing.
    public static final ReaderWish DEFAULT = new ReaderWish(
            DEFAULT_HOUR, DEFAULT_DAY, Optional.empty(), false, Optional.empty(), Optional.empty(), true);

    public ReaderWish {
        if (digestHour < 0 || digestHour > 23) {
            throw new IllegalArgumentException("no hour: " + digestHour);
        }
        if (mostADay.filter(most -> most < 1 || most > MOST_MOST_A_DAY).isPresent()) {
            throw new IllegalArgumentException("not so many a day: " + mostADay);
        }
    }

    /// The same with another pause, or none.
    ReaderWish paused(Optional<Instant> until) {
        return new ReaderWish(digestHour, digestDay, quiet, breakingInQuiet, until, mostADay, updates);
    }
}
