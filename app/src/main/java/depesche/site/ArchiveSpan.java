package depesche.site;

import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A stretch of the archive that has a page: all of it, a year, a month or a day.
///
/// @param name as in addresses and keys: empty for all, `2026`, `2026-11`, `2026-11-28`
/// @param end the first day behind it
record ArchiveSpan(String name, LocalDate start, LocalDate end) {

    static final ArchiveSpan ALL = new ArchiveSpan("", LocalDate.of(1600, 1, 1), LocalDate.of(2400, 1, 1));

    private static final int YEAR = 4;
    private static final int MONTH = 7;
    private static final int DAY = 10;

    /// The stretch of these parts of an address, if it is one: `2026`, `11`, `28`.
    static Optional<ArchiveSpan> parse(List<String> parts) {
        if (parts.isEmpty()) {
            return Optional.of(ALL);
        }
        String name = String.join("-", parts);
        if (name.length() != List.of(0, YEAR, MONTH, DAY).get(parts.size())) {
            return Optional.empty();
        }
        try {
            LocalDate start = LocalDate.parse(name + "0000-01-01".substring(name.length()));
            return Optional.of(of(start, name.length()))
                    .filter(span -> !start.isBefore(ALL.start) && start.isBefore(ALL.end));
        } catch (DateTimeParseException none) {
            return Optional.empty();
        }
    }

    private static ArchiveSpan of(LocalDate day, int length) {
        String name = day.toString().substring(0, length);
        LocalDate start = LocalDate.parse(name + "0000-01-01".substring(length));
        Period period = switch (length) {
            case YEAR -> Period.ofYears(1);
            case MONTH -> Period.ofMonths(1);
            default -> Period.ofDays(1);
        };
        return new ArchiveSpan(name, start, start.plus(period));
    }

    /// The stretch of the same length in which that day is.
    ArchiveSpan with(LocalDate day) {
        return of(day, name.length());
    }

    boolean isAll() {
        return name.isEmpty();
    }

    boolean isYear() {
        return name.length() == YEAR;
    }

    boolean isDay() {
        return name.length() == DAY;
    }

    String path() {
        return isAll() ? "/archive" : "/archive/" + name.replace('-', '/');
    }

    long startIn(ZoneId zone) {
        return start.atStartOfDay(zone).toEpochSecond();
    }

    long endIn(ZoneId zone) {
        return end.atStartOfDay(zone).toEpochSecond();
    }

    /// What it is a part of, the widest first.
    List<ArchiveSpan> above() {
        return isAll()
                ? List.of()
                : Stream.concat(
                                Stream.of(ALL),
                                Stream.of(YEAR, MONTH)
                                        .filter(length -> length < name.length())
                                        .map(length -> of(start, length)))
                        .toList();
    }

    /// The parts that have pages of their own, between two days of it; a day has none.
    List<ArchiveSpan> parts(LocalDate first, LocalDate last) {
        if (isDay()) {
            return List.of();
        }
        int length = isAll() ? YEAR : isYear() ? MONTH : DAY;
        return Stream.iterate(of(first, length), part -> !part.start.isAfter(last), part -> of(part.end, length))
                .toList();
    }
}
