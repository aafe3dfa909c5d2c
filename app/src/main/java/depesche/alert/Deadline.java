package depesche.alert;

import java.time.Duration;
import java.time.Instant;

/// Until when an alert is worth carrying. What waits then expires.
public sealed interface Deadline {

    /// Unless somebody asks for another: enough for a mail server that is away for an afternoon.
    static Deadline usual() {
        return new Within(Duration.ofHours(6));
    }

    /// So long after it was due for a reader: who has quiet hours has as long after their end.
    record Within(Duration time) implements Deadline {}

    /// Nobody is told after that moment.
    record At(Instant moment) implements Deadline {}

    /// For whoever is told when the alert is due; never before that.
    default Instant after(Instant due) {
        return switch (this) {
            case Within(Duration time) -> due.plus(time);
            case At(Instant moment) -> moment.isAfter(due) ? moment : due;
        };
    }

    default boolean isFixed() {
        return switch (this) {
            case Within _ -> false;
            case At _ -> true;
        };
    }
}
