package depesche.api;

import depesche.alert.Deadline;
import depesche.alert.Deadlines;
import depesche.web.Fields;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Reads until when an alert is worth carrying: `notAfter`, a moment after which nobody is told, or `notAfterMinutes`,
/// counted for each reader from when it is due for them. Faults go to the fields.
final class DeadlineFields {

    private static final int MOST_MINUTES = Math.toIntExact(Deadlines.LONGEST.toMinutes());

    private final Deadlines deadlines;

    DeadlineFields(Deadlines deadlines) {
        this.deadlines = deadlines;
    }

    Deadline read(Fields fields) {
        Optional<Instant> moment = fields.time("notAfter");
        Optional<Integer> minutes = fields.integer("notAfterMinutes", 1, MOST_MINUTES);
        if (moment.isPresent() && minutes.isPresent()) {
            fields.fault("notAfterMinutes", "twice", "notAfter and notAfterMinutes cannot both be given");
        }
        return moment.map(it -> read(fields, it))
                .or(() -> minutes.map(Duration::ofMinutes).map(Deadline.Within::new))
                .orElse(Deadline.usual());
    }

    private Deadline read(Fields fields, Instant moment) {
        return switch (deadlines.at(moment)) {
            case Deadlines.Granted(Deadline deadline) -> deadline;
            case Deadlines.Refused(String code, String why) -> {
                fields.fault("notAfter", code, "notAfter " + why);
                yield Deadline.usual();
            }
        };
    }
}
