package depesche.alert;

import depesche.follow.WishView;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.roaringbitmap.RoaringBitmap;

/// The table `alert_counted`: which alerts count towards the most that a reader wants on a day. A day is the
/// reader's own, and an alert belongs to the day on which it comes.
final class Counted {

    /// A day somewhere, half-open.
    private record Day(Instant begin, Instant end) {

        static Day of(Instant moment, ZoneId zone) {
            LocalDate date = moment.atZone(zone).toLocalDate();
            return new Day(
                    date.atStartOfDay(zone).toInstant(),
                    date.plusDays(1).atStartOfDay(zone).toInstant());
        }
    }

    private final Handle tx;
    private final WishView wishes;

    Counted(Handle tx, WishView wishes) {
        this.tx = tx;
        this.wishes = wishes;
    }

    /// Readers who wish a most at all.
    RoaringBitmap bounded() {
        var bounded = new RoaringBitmap();
        wishes.atMostADay().values().forEach(bounded::or);
        return bounded;
    }

    /// Those of the readers who have as many as they want already, on the day on which this moment lies for them.
    RoaringBitmap full(RoaringBitmap readers, Instant due) {
        var full = new RoaringBitmap();
        days(readers, due).forEach((day, there) -> {
            List<RoaringBitmap> counted = between(day);
            wishes.atMostADay()
                    .forEach((most, wishing) -> full.or(atLeast(most, counted, RoaringBitmap.and(there, wishing))));
        });
        return full;
    }

    private Map<Day, RoaringBitmap> days(RoaringBitmap readers, Instant due) {
        var days = new HashMap<Day, RoaringBitmap>();
        wishes.zones().forEach((zone, there) -> {
            var some = RoaringBitmap.and(there, readers);
            if (!some.isEmpty()) {
                days.merge(Day.of(due, zone), some, (one, other) -> RoaringBitmap.or(one, other));
            }
        });
        return days;
    }

    private List<RoaringBitmap> between(Day day) {
        return tx.createQuery("""
                        select readers
                          from alert_counted
                         where due_at >= :begin
                           and due_at < :end
                        """)
                .bind("begin", day.begin())
                .bind("end", day.end())
                .mapTo(byte[].class)
                .map(ReaderBytes::read)
                .list();
    }

    /// Those who are in so many of the sets, counted for all of them at once: `atLeast[n]` are those met n times.
    private static RoaringBitmap atLeast(int times, List<RoaringBitmap> sets, RoaringBitmap among) {
        var atLeast = new RoaringBitmap[times + 1];
        atLeast[0] = among;
        for (int n = 1; n <= times; n++) {
            atLeast[n] = new RoaringBitmap();
        }
        for (RoaringBitmap set : sets) {
            for (int n = times; n >= 1; n--) {
                atLeast[n].or(RoaringBitmap.and(atLeast[n - 1], set));
            }
        }
        return atLeast[times];
    }

    /// These have it as one of so many of their day.
    static void keep(Handle tx, AlertId alert, Instant due, RoaringBitmap readers) {
        if (!readers.isEmpty()) {
            tx.createUpdate("""
                            insert into alert_counted (alert_id, due_at, readers)
                            values (:alert, :due, :readers)
                            """)
                    .bind("alert", alert.value())
                    .bind("due", due)
                    .bind("readers", ReaderBytes.of(readers))
                    .execute();
        }
    }
}
