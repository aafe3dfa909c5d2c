package depesche.feed.activity;

import depesche.net.WebAddress;
import depesche.net.signature.Style;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/// The table `activity_inbox`: the inboxes of other servers that are told of articles.
final class Inboxes {

    private Inboxes() {}

    /// The number of this one, whether or not it was known.
    static long put(Handle tx, WebAddress address, Instant now) {
        tx.createUpdate("""
                        insert into activity_inbox (address, origin, since, rest_until)
                        values (:address, :origin, :now, :now)
                            on conflict (address) do nothing
                        """)
                .bind("address", address.toString())
                .bind("origin", address.origin())
                .bind("now", now)
                .execute();
        return tx.createQuery("select id from activity_inbox where address = :address")
                .bind("address", address.toString())
                .mapTo(Long.class)
                .one();
    }

    /// Counts no further than the limit.
    static int countUpTo(Handle tx, int limit, WebAddress besides) {
        return tx.createQuery("""
                        select count(*)
                          from (select id
                                  from activity_inbox
                                 where origin = :origin
                                   and address <> :address
                                 limit :limit) theirs
                        """)
                .bind("origin", besides.origin())
                .bind("address", besides.toString())
                .bind("limit", limit)
                .mapTo(Integer.class)
                .one();
    }

    /// It took something that was signed so.
    static void well(Handle tx, long id, Style style) {
        tx.createUpdate("""
                        update activity_inbox
                           set style = :style,
                               attempts = 0,
                               failing_since = null
                         where id = :id
                           and (style <> :style or attempts > 0 or failing_since is not null)
                        """).bind("style", style.word()).bind("id", id).execute();
    }

    /// It did not take something; it rests until then.
    static void failed(Handle tx, long id, Instant until, Instant now) {
        tx.createUpdate("""
                        update activity_inbox
                           set attempts = attempts + 1,
                               failing_since = coalesce(failing_since, :now),
                               rest_until = greatest(rest_until, :until)
                         where id = :id
                        """)
                .bind("now", now)
                .bind("until", until)
                .bind("id", id)
                .execute();
    }

    /// It is no more, and with it who followed from there.
    static void end(Handle tx, long id) {
        tx.createUpdate("""
                        delete from activity_inbox
                         where id = :id
                        """).bind("id", id).execute();
    }
}
