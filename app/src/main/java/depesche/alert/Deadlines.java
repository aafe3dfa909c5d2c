package depesche.alert;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Which deadlines an alert may have that is asked for now.
public final class Deadlines {

    /// The longest there is: later it is no news any more.
    public static final Duration LONGEST = Duration.ofDays(7);

    /// What became of a wish.
    public sealed interface Asked {}

    public record Granted(Deadline deadline) implements Asked {}

    /// @param code `too-early` or `too-late`
    /// @param why ends the sentence "notAfter …"
    public record Refused(String code, String why) implements Asked {}

    private final Duration grace;
    private final InstantSource clock;

    /// @param grace how long after it was asked for the first mail of an alert leaves
    public Deadlines(Duration grace, InstantSource clock) {
        this.grace = grace;
        this.clock = clock;
    }

    /// Not before the first mail may leave, and not later than [#LONGEST] after that.
    public Asked at(Instant moment) {
        Instant due = clock.instant().plus(grace);
        if (!moment.isAfter(due)) {
            return new Refused("too-early", "must lie after " + due + ", when the first mail may leave");
        }
        if (moment.isAfter(due.plus(LONGEST))) {
            return new Refused("too-late", "must lie at most " + LONGEST.toDays() + " days after the first mail");
        }
        return new Granted(new Deadline.At(moment));
    }
}
