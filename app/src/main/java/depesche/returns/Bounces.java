package depesche.returns;

import depesche.account.LinkTokens.AlertLink;
import depesche.account.ReaderId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// The table `bounce`.
public final class Bounces {

    /// A returned mail, as it is kept.
    record Row(
            byte[] digest, AlertLink delivery, Instant at, String status, String reason, boolean hard, boolean late) {}

    /// A delivery that came back, when first.
    record Returned(long alert, Instant at) {}

    private Bounces() {}

    /// False if this mail was taken in before.
    static boolean add(Handle tx, Row row) {
        return tx.createUpdate("""
                        insert into bounce (digest, reader_id, alert_id, at, status, reason, hard, late)
                        values (:digest, :reader, :alert, :at, :status, :reason, :hard, :late)
                            on conflict (digest, reader_id) do nothing
                        """)
                        .bind("digest", row.digest())
                        .bind("reader", row.delivery().reader().value())
                        .bind("alert", row.delivery().alert())
                        .bind("at", row.at())
                        .bind("status", row.status())
                        .bind("reason", row.reason())
                        .bind("hard", row.hard())
                        .bind("late", row.late())
                        .execute()
                > 0;
    }

    /// The deliveries to a reader that came back for a reason of the mailbox's or the way's, the first first; since
    /// that time, and since the reader last said yes.
    static List<Returned> counted(Handle tx, ReaderId reader, Instant since) {
        return tx.createQuery("""
                        select alert_id, min(at) as first_at
                          from bounce
                         where reader_id = :reader
                           and at >= :since
                           and not late
                           and reason in ('mailbox', 'domain', 'full', 'temporary')
                           and at > coalesce((select max(given_at) from consent where reader_id = :reader), '-infinity')
                         group by alert_id
                         order by first_at, alert_id
                        """)
                .bind("reader", reader.value())
                .bind("since", since)
                .map((row, _) -> new Returned(
                        row.getLong("alert_id"),
                        row.getObject("first_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /// How many mails came back since then because a server blamed sender or text: trouble of the newsroom's, for the
    /// desk to see.
    public static int refusedForUs(Handle tx, Instant since) {
        return tx.createQuery("""
                        select count(*)
                          from bounce
                         where reason in ('sender-or-policy', 'content')
                           and at >= :since
                        """).bind("since", since).mapTo(Integer.class).one();
    }
}
