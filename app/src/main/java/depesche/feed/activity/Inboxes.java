package depesche.feed.activity;

import depesche.net.WebAddress;
import depesche.net.signature.Style;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The table `activity_inbox`: the inboxes of other servers that are told of articles.
final class Inboxes {

    private static final int MOST_FORGOTTEN_AT_ONCE = 500;

    private Inboxes() {}

    /// The number of this one, whether or not it was known. It is not forgotten before this transaction ends.
    static long put(Handle tx, WebAddress address, Instant now) {
        return tx.createQuery("""
                        insert into activity_inbox (address, origin, since, rest_until)
                        values (:address, :origin, :now, :now)
                            on conflict (address)
                            do update set origin = excluded.origin
                        returning id
                        """)
                .bind("address", address.toString())
                .bind("origin", address.origin())
                .bind("now", now)
                .mapTo(Long.class)
                .one();
    }

    static boolean isThere(Handle tx, WebAddress address) {
        return tx.createQuery("select exists (select from activity_inbox where address = :address)")
                .bind("address", address.toString())
                .mapTo(Boolean.class)
                .one();
    }

    /// Counts no further than the limit.
    static int countUpTo(Handle tx, int limit) {
        return tx.createQuery("select count(*) from (select id from activity_inbox limit :limit) standing")
                .bind("limit", limit)
                .mapTo(Integer.class)
                .one();
    }

    static int countUpTo(Handle tx, int limit, String origin) {
        return tx.createQuery("""
                        select count(*)
                          from (select id
                                  from activity_inbox
                                 where origin = :origin
                                 limit :limit) theirs
                        """)
                .bind("origin", origin)
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

    /// Somebody at the other end took their answer there, so it is no dead server.
    static void alive(Handle tx, Due.Answer answer) {
        tx.createUpdate("""
                        update activity_inbox
                           set attempts = 0,
                               failing_since = null
                         where id = (select f.inbox_id from activity_follower f where f.id = :follower)
                           and (attempts > 0 or failing_since is not null)
                        """).bind("follower", answer.id()).execute();
    }

    /// It did not take something, and rests until then. What was claimed at once and fails together counts once.
    ///
    /// @return until when it rests; empty where it was counted already
    static Optional<Instant> failed(Handle tx, Due.Place place, Instant until, Instant now) {
        return tx.createQuery("""
                        update activity_inbox
                           set attempts = attempts + 1,
                               failing_since = coalesce(failing_since, :now),
                               rest_until = greatest(rest_until, :until)
                         where id = :id
                           and attempts = :attempts
                        returning rest_until
                        """)
                .bind("now", now)
                .bind("until", until)
                .bind("id", place.inbox())
                .bind("attempts", place.attempts())
                .map((row, _) ->
                        row.getObject("rest_until", OffsetDateTime.class).toInstant())
                .findOne();
    }

    /// It refused something. It does not rest for that, but is no more if it refuses all for long.
    static void refused(Handle tx, Due.Place place, Instant now) {
        tx.createUpdate("""
                        update activity_inbox
                           set attempts = attempts + 1,
                               failing_since = coalesce(failing_since, :now)
                         where id = :id
                           and attempts = :attempts
                        """)
                .bind("now", now)
                .bind("id", place.inbox())
                .bind("attempts", place.attempts())
                .execute();
    }

    /// Those from which nobody follows, to which nothing is due, and that heard of nothing since. Looked at anew under
    /// its lock: who follows meanwhile keeps it.
    static void forgetIdle(Handle tx, Instant since) {
        List<Long> idle = tx.createQuery("""
                        select i.id
                          from activity_inbox i
                         where not exists (select from activity_follower f where f.inbox_id = i.id)
                           and not exists (
                               select
                                 from activity_telling t
                                where t.inbox_id = i.id
                                  and (t.due_at is not null or t.may_have and t.changed_at > :since))
                         limit :most
                           for update skip locked
                        """)
                .bind("since", since)
                .bind("most", MOST_FORGOTTEN_AT_ONCE)
                .mapTo(Long.class)
                .list();
        tx.createUpdate("""
                        delete from activity_inbox i
                         where i.id = any(:idle)
                           and not exists (select from activity_follower f where f.inbox_id = i.id)
                           and not exists (select from activity_telling t where t.inbox_id = i.id and t.due_at is not null)
                        """).bindArray("idle", Long.class, idle).execute();
    }

    /// It is no more, and with it who followed from there.
    static void end(Handle tx, long id) {
        tx.createUpdate("""
                        delete from activity_inbox
                         where id = :id
                        """).bind("id", id).execute();
    }
}
