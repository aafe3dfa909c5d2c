package depesche.search;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Pattern;

/// What somebody names a day, a month or a year by: `2026-01-31`, `2026-01`, `2026`.
///
/// @param last the last day of it
public record Days(LocalDate first, LocalDate last) {

    private static final Pattern YEAR = Pattern.compile("[0-9]{4}");
    private static final Pattern MONTH = Pattern.compile("[0-9]{4}-[0-9]{2}");
    private static final int END_OF_YEARS = 9999;

    /// Empty for what names none.
    public static Optional<Days> parse(String text) {
        try {
            return Optional.of(read(text)).filter(days -> isReal(days.first().getYear()));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Days read(String text) {
        if (YEAR.matcher(text).matches()) {
            int year = Integer.parseInt(text);
            return new Days(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31));
        }
        if (MONTH.matcher(text).matches()) {
            var month = YearMonth.parse(text);
            return new Days(month.atDay(1), month.atEndOfMonth());
        }
        var day = LocalDate.parse(text);
        return new Days(day, day);
    }

    private static boolean isReal(int year) {
        return year > 0 && year < END_OF_YEARS;
    }

    public Instant start(ZoneId zone) {
        return first.atStartOfDay(zone).toInstant();
    }

    /// The first moment after it.
    public Instant end(ZoneId zone) {
        return last.plusDays(1).atStartOfDay(zone).toInstant();
    }
}
