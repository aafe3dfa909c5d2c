package depesche.preflight.house;

import depesche.db.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;

/// Whether this machine's clock and the database's agree, and time did not go back. What the time really is nobody
/// here knows.
final class ClockCheck implements Check {

    private static final String SUBJECT = "clock";
    private static final Duration WARNING = Duration.ofSeconds(2);
    private static final Duration FAILING = Duration.ofMinutes(1);

    private final Database db;
    private final InstantSource clock;

    ClockCheck(Database db, InstantSource clock) {
        this.db = db;
        this.clock = clock;
    }

    @Override
    public List<Finding> look() {
        Instant asked = clock.instant();
        Instant theirs = db.read(handle -> handle.createQuery("select clock_timestamp()")
                .mapTo(OffsetDateTime.class)
                .one()
                .toInstant());
        Instant heard = clock.instant();
        boolean isBack =
                db.read(handle -> handle.createQuery("""
                        select coalesce(beat_at > now() + interval '1 minute', false)
                          from newsroom
                        """).mapTo(Boolean.class).one());
        if (isBack) {
            return List.of(Finding.fail(
                    SUBJECT, "the database's clock was set back: its newsroom was at work at a time still to come"));
        }
        return List.of(told(apart(asked, heard, theirs)));
    }

    /// By how much at least: the moment the answer was made lies somewhere between question and answer.
    private static Duration apart(Instant asked, Instant heard, Instant theirs) {
        if (theirs.isBefore(asked)) {
            return Duration.between(theirs, asked);
        }
        return theirs.isAfter(heard) ? Duration.between(heard, theirs) : Duration.ZERO;
    }

    private static Finding told(Duration apart) {
        String words = "this machine's clock and the database's are " + apart.toSeconds() + " seconds apart; let both"
                + " keep time by NTP";
        if (apart.compareTo(FAILING) > 0) {
            return Finding.fail(SUBJECT, words);
        }
        return apart.compareTo(WARNING) > 0
                ? Finding.warn(SUBJECT, words)
                : Finding.ok(SUBJECT, "this machine's and the database's agree");
    }
}
