package depesche.article;

import java.time.LocalDate;
import java.time.Period;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Names for what pages of the archive show, so that exactly those are dropped that change. A page shows the articles
/// of a day; that something came out on a day, or in a month, year or century (it links there); and that nothing did
/// (it passes over it). A stretch of time is named by its beginning: `2026-11-28`, `2026-11`, `2026`, `20`.
public final class ArchiveKeys {

    /// By the length of the name, the longest stretch first.
    private static final Map<Integer, Period> STRETCHES = new LinkedHashMap<>();

    static {
        STRETCHES.put(2, Period.ofYears(100));
        STRETCHES.put(4, Period.ofYears(1));
        STRETCHES.put(7, Period.ofMonths(1));
        STRETCHES.put(10, Period.ofDays(1));
    }

    private static final String BEGINNING = "0000-01-01";

    private ArchiveKeys() {}

    /// A page that shows the articles of this day.
    public static String day(LocalDate day) {
        return "day:" + day;
    }

    /// A page that says that something came out in this stretch.
    public static String filled(String stretch) {
        return "filled:" + stretch;
    }

    /// A page that passes over these days, since nothing came out: in as few names as they have.
    ///
    /// @param until the first day that is not passed over
    public static Set<String> empty(LocalDate from, LocalDate until) {
        var keys = new HashSet<String>();
        LocalDate at = from;
        while (at.isBefore(until)) {
            int length = longest(at, until);
            keys.add("empty:" + at.toString().substring(0, length));
            at = at.plus(STRETCHES.getOrDefault(length, Period.ofDays(1)));
        }
        return keys;
    }

    private static int longest(LocalDate at, LocalDate until) {
        return STRETCHES.entrySet().stream()
                .filter(stretch -> at.toString().endsWith(BEGINNING.substring(stretch.getKey())))
                .filter(stretch -> !at.plus(stretch.getValue()).isAfter(until))
                .findFirst()
                .map(Map.Entry::getKey)
                .orElseThrow();
    }

    /// What changes when an article comes out on this day.
    static Set<String> cameOut(LocalDate day) {
        return about(day, "empty:");
    }

    /// What may change when an article of this day is withdrawn: it may have been the only one.
    static Set<String> withdrawn(LocalDate day) {
        return about(day, "filled:");
    }

    private static Set<String> about(LocalDate day, String kind) {
        var keys = new HashSet<>(Set.of(day(day)));
        STRETCHES.keySet().forEach(length -> keys.add(kind + day.toString().substring(0, length)));
        return keys;
    }
}
