package depesche.search;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Counts articles by the year in which they were published, by the paper's clock.
final class YearTally {

    private final ZoneId zone;

    /// By their first second.
    private final TreeMap<Long, Year> years = new TreeMap<>();

    private Year last = new Year(0, 0, 0);

    YearTally(ZoneId zone) {
        this.zone = zone;
    }

    private static final class Year {

        final int number;
        final long start;
        final long end;
        long articles;

        Year(int number, long start, long end) {
            this.number = number;
            this.start = start;
            this.end = end;
        }

        boolean has(long seconds) {
            return seconds >= start && seconds < end;
        }
    }

    void count(long seconds) {
        if (!last.has(seconds)) {
            last = year(seconds);
        }
        last.articles++;
    }

    private Year year(long seconds) {
        return Optional.ofNullable(years.floorEntry(seconds))
                .map(Map.Entry::getValue)
                .filter(year -> year.has(seconds))
                .orElseGet(() -> {
                    int number = Instant.ofEpochSecond(seconds).atZone(zone).getYear();
                    var made = new Year(number, start(number), start(number + 1));
                    years.put(made.start, made);
                    return made;
                });
    }

    private long start(int year) {
        return LocalDate.of(year, 1, 1).atStartOfDay(zone).toEpochSecond();
    }

    /// The newest first.
    List<Facets.InYear> newest(Asked asked) {
        Optional<Integer> chosen = chosen(asked);
        return years.descendingMap().values().stream()
                .map(year -> new Facets.InYear(
                        year.number,
                        year.articles,
                        chosen.filter(number -> number == year.number).isPresent()))
                .toList();
    }

    private Optional<Integer> chosen(Asked asked) {
        Optional<Integer> first = asked.from().map(from -> from.atZone(zone).getYear());
        Optional<Integer> last =
                asked.until().map(until -> until.minusNanos(1).atZone(zone).getYear());
        return first.filter(year -> last.isPresent() && year.equals(last.get()));
    }
}
