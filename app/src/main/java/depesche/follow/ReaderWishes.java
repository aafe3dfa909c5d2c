package depesche.follow;

import depesche.account.ReaderId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The table `reader_wish`. Who has no row wishes the defaults; a row that is there stays, so that the follow
/// index hears of each change.
final class ReaderWishes {

    private ReaderWishes() {}

    static ReaderWish of(Handle tx, ReaderId reader) {
        return tx.createQuery("""
                        select digest_hour, digest_weekday, quiet_from, quiet_to, breaking_in_quiet,
                               paused_until, most_a_day, updates
                          from reader_wish
                         where reader_id = :reader
                        """)
                .bind("reader", reader.value())
                .map((row, _) -> wish(row))
                .findOne()
                .orElse(ReaderWish.DEFAULT);
    }

    static void keep(Handle tx, ReaderId reader, ReaderWish wish) {
        tx.createUpdate("""
                        insert into reader_wish (reader_id, digest_hour, digest_weekday, quiet_from, quiet_to,
                                                 breaking_in_quiet, paused_until, most_a_day, updates)
                        values (:reader, :hour, :day, :from, :to, :breaking,
                                cast(:paused as timestamptz), :most, :updates)
                            on conflict (reader_id) do update
                           set digest_hour = excluded.digest_hour,
                               digest_weekday = excluded.digest_weekday,
                               quiet_from = excluded.quiet_from,
                               quiet_to = excluded.quiet_to,
                               breaking_in_quiet = excluded.breaking_in_quiet,
                               paused_until = excluded.paused_until,
                               most_a_day = excluded.most_a_day,
                               updates = excluded.updates
                        """)
                .bind("reader", reader.value())
                .bind("hour", wish.digestHour())
                .bind("day", wish.digestDay().getValue())
                .bind("from", wish.quiet().map(QuietHours::from))
                .bind("to", wish.quiet().map(QuietHours::to))
                .bind("breaking", wish.breakingInQuiet())
                .bind("paused", wish.pausedUntil().map(ReaderWishes::stored))
                .bind("most", wish.mostADay())
                .bind("updates", wish.updates())
                .execute();
    }

    /// Of an erased reader no wish is kept.
    static void forget(Handle tx, ReaderId reader) {
        if (!of(tx, reader).equals(ReaderWish.DEFAULT)) {
            keep(tx, reader, ReaderWish.DEFAULT);
        }
    }

    /// A row that has the columns of [#of].
    static ReaderWish wish(ResultSet row) throws SQLException {
        int from = row.getInt("quiet_from");
        boolean isQuiet = !row.wasNull();
        int most = row.getInt("most_a_day");
        boolean isBounded = !row.wasNull();
        return new ReaderWish(
                row.getInt("digest_hour"),
                DayOfWeek.of(row.getInt("digest_weekday")),
                isQuiet ? Optional.of(new QuietHours(from, row.getInt("quiet_to"))) : Optional.empty(),
                row.getBoolean("breaking_in_quiet"),
                Optional.ofNullable(row.getObject("paused_until", OffsetDateTime.class))
                        .map(ReaderWishes::read),
                isBounded ? Optional.of(most) : Optional.empty(),
                row.getBoolean("updates"));
    }

    private static String stored(Instant end) {
        return end.equals(ReaderWish.UNTIL_UNDONE) ? "infinity" : end.toString();
    }

    private static Instant read(OffsetDateTime end) {
        return end.equals(OffsetDateTime.MAX) ? ReaderWish.UNTIL_UNDONE : end.toInstant();
    }
}
