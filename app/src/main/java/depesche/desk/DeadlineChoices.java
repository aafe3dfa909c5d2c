package depesche.desk;

import depesche.alert.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The field that says how long an alert is worth carrying, a few times to choose from.
final class DeadlineChoices {

    static final String FIELD = "notAfterMinutes";

    private static final String USUAL = "360";
    private static final List<String> MINUTES = List.of("30", "60", "180", USUAL, "720", "1440");

    private DeadlineChoices() {}

    /// With the one chosen that was sent; else the usual one.
    static List<Choice> of(Visit visit) {
        String chosen = MINUTES.contains(visit.field(FIELD)) ? visit.field(FIELD) : USUAL;
        return MINUTES.stream()
                .map(minutes -> new Choice(minutes, visit.words().of("deadline." + minutes), minutes.equals(chosen)))
                .toList();
    }

    /// The usual one where none was sent; empty if it is none of those to choose from.
    static Optional<Deadline> chosen(Visit visit) {
        String minutes = visit.field(FIELD);
        if (minutes.isEmpty()) {
            return Optional.of(Deadline.usual());
        }
        return Optional.of(minutes)
                .filter(MINUTES::contains)
                .map(Long::parseLong)
                .map(Duration::ofMinutes)
                .map(Deadline.Within::new);
    }
}
