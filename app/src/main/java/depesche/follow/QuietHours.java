package depesche.follow;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;

/// Hours of the day in which a reader wants no mail, in the reader's own time zone.
///
/// @param from the first quiet hour, 0 to 23
/// @param to the first hour that is quiet no more; before `from`, it is the next day's
public record QuietHours(int from, int to) {

    private static final int HOURS = 24;

    public QuietHours {
        if (from < 0 || from >= HOURS || to < 0 || to >= HOURS || from == to) {
            throw new IllegalArgumentException("no quiet hours: from " + from + " to " + to);
        }
    }

    /// Whether this hour of the day is quiet.
    public boolean covers(int hour) {
        return from < to ? hour >= from && hour < to : hour >= from || hour < to;
    }

    /// When the quiet ends that this moment lies in: the first moment whose hour is quiet no more. Goes from one change
    /// of the hour to the next, so that clocks may leap and turn back as they like.
    public Instant endAfter(Instant moment, ZoneId zone) {
        Instant end = nextHour(moment, zone);
        while (covers(end.atZone(zone).getHour())) {
            end = nextHour(end, zone);
        }
        return end;
    }

    private static Instant nextHour(Instant moment, ZoneId zone) {
        var local = moment.atZone(zone).toOffsetDateTime();
        Instant next = local.truncatedTo(ChronoUnit.HOURS).plusHours(1).toInstant();
        ZoneOffsetTransition leap = zone.getRules().nextTransition(moment);
        return leap != null && leap.getInstant().isBefore(next) ? leap.getInstant() : next;
    }
}
