package depesche.desk;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Times as the newsroom's clock shows them, and as they are typed into a form.
public final class NewsroomTime {

    private static final DateTimeFormatter GERMAN_DAY = DateTimeFormatter.ofPattern("d. MMM yyyy", Locale.GERMAN);
    private static final DateTimeFormatter ENGLISH_DAY = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter CLOCK_WITH_SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final Supplier<ZoneId> zone;

    NewsroomTime(Supplier<ZoneId> zone) {
        this.zone = zone;
    }

    String zone() {
        return zone.get().getId();
    }

    /// A moment as a page shows it.
    ///
    /// @param datetime for machines
    public record Shown(String datetime, String text) {}

    Shown shown(Instant instant, Words words) {
        return shown(instant, words, CLOCK);
    }

    Shown toTheSecond(Instant instant, Words words) {
        return shown(instant, words, CLOCK_WITH_SECONDS);
    }

    private Shown shown(Instant instant, Words words, DateTimeFormatter clock) {
        var here = instant.atZone(zone.get());
        String day = (words.language().equals("de") ? GERMAN_DAY : ENGLISH_DAY).format(here);
        return new Shown(
                instant.truncatedTo(ChronoUnit.SECONDS).toString(),
                words.of("at", Map.of("date", day, "time", clock.format(here))));
    }

    /// For a field of the kind `datetime-local`.
    String typed(Instant instant) {
        return LocalDateTime.ofInstant(instant, zone.get())
                .truncatedTo(ChronoUnit.MINUTES)
                .toString();
    }

    /// What was typed into such a field; empty if it is no time, or one that the clocks leave out in spring.
    Optional<Instant> read(String typed) {
        try {
            var local = LocalDateTime.parse(typed.strip());
            var offsets = zone.get().getRules().getValidOffsets(local);
            return offsets.stream().findFirst().map(local::toInstant);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
