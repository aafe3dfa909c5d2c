package depesche.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietHoursTest {

    /// Minute by minute over the days on which clocks change.
    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2026-03-28T12:00:00Z",
        "Europe/Berlin, 2026-10-24T12:00:00Z",
        "America/St_Johns, 2026-03-07T12:00:00Z",
        "America/St_Johns, 2026-10-31T12:00:00Z",
        "Pacific/Chatham, 2026-04-04T00:00:00Z",
        "Pacific/Chatham, 2026-09-26T00:00:00Z"
    })
    void quietEndsAtTheFirstMinuteThatIsNotQuiet(ZoneId zone, Instant start) {
        for (int from = 0; from < 24; from += 1) {
            for (int to = 0; to < 24; to++) {
                if (from != to) {
                    assertEnds(new QuietHours(from, to), zone, start);
                }
            }
        }
    }

    private static void assertEnds(QuietHours quiet, ZoneId zone, Instant start) {
        Instant firstLoud = null;
        for (int minute = 48 * 60; minute >= 0; minute--) {
            Instant moment = start.plus(Duration.ofMinutes(minute));
            if (!quiet.covers(moment.atZone(zone).getHour())) {
                firstLoud = moment;
            } else if (firstLoud != null) {
                assertThat(quiet.endAfter(moment, zone))
                        .as("%s in %s at %s", quiet, zone, moment)
                        .isEqualTo(firstLoud);
            }
        }
    }
}
