package depesche.digest;

import depesche.alert.ReaderSets.Purpose;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/// How often a digest comes. A reader has both: the windows of one know nothing of the other's.
public enum DigestCadence {
    DAILY(List.of(Purpose.DAILY, Purpose.OVER)),
    WEEKLY(List.of(Purpose.WEEKLY));

    private final List<Purpose> purposes;

    DigestCadence(List<Purpose> purposes) {
        this.purposes = purposes;
    }

    /// As it is written in tables and messages.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static DigestCadence of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /// What most of it is put to it as.
    Purpose purpose() {
        return purposes.getFirst();
    }

    /// What a digest takes.
    List<String> purposes() {
        return purposes.stream().map(Purpose::word).toList();
    }

    /// The last end of a window that is not after this moment, for readers of this hour, zone and weekday. Each day
    /// has one: an hour that does not exist is where the clock leaps over it, one that comes twice is the first.
    Instant lastEnd(Instant moment, ZoneId zone, int hour, DayOfWeek day) {
        LocalDate date = moment.atZone(zone).toLocalDate().plusDays(1);
        while (!isDay(date, day) || end(date, zone, hour).isAfter(moment)) {
            date = date.minusDays(1);
        }
        return end(date, zone, hour);
    }

    private boolean isDay(LocalDate date, DayOfWeek day) {
        return switch (this) {
            case DAILY -> true;
            case WEEKLY -> date.getDayOfWeek() == day;
        };
    }

    private static Instant end(LocalDate date, ZoneId zone, int hour) {
        return date.atTime(hour, 0).atZone(zone).toInstant();
    }
}
