package depesche.feed.activity;

import depesche.feed.activity.remote.RemoteActor;
import depesche.feed.errand.Claim;
import depesche.net.WebAddress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// The table `activity_follower`: who follows whom of ours, and who has not been answered.
final class Followers {

    private Followers() {}

    /// What was said after this, or ended by it, stays as it is. A wish that comes again is answered again.
    static void put(Handle tx, RemoteActor from, Actor actor, Said.Follow wish, Instant saidAt, Instant now) {
        FollowedActors.put(tx, actor);
        tx.createUpdate("""
                        insert into activity_follower (actor, follower, origin, inbox_id, answer_to, follow, said_at, due_at)
                        values (:actor, :follower, :origin, :inbox, :answerTo, :follow, :saidAt, :now)
                            on conflict (actor, follower)
                            do update set origin = excluded.origin,
                                          inbox_id = excluded.inbox_id,
                                          answer_to = excluded.answer_to,
                                          follow = excluded.follow,
                                          said_at = excluded.said_at,
                                          ended_at = null,
                                          due_at = excluded.due_at,
                                          attempts = 0
                                    where activity_follower.said_at <= excluded.said_at
                                      and (activity_follower.ended_at is null or activity_follower.follow <> excluded.follow)
                        """)
                .bind("actor", actor.key())
                .bind("follower", from.id())
                .bind("origin", from.inbox().origin())
                .bind("inbox", Inboxes.put(tx, from.sharedInbox(), now))
                .bind("answerTo", from.inbox().toString())
                .bind("follow", wish.id())
                .bind("saidAt", saidAt)
                .bind("now", now)
                .execute();
    }

    /// @param follow the wish that is taken back, where the actor is not named
    static void end(Handle tx, String follower, String actor, String follow, Instant saidAt) {
        tx.createUpdate("""
                        update activity_follower
                           set ended_at = :saidAt,
                               said_at = :saidAt,
                               due_at = null
                         where follower = :follower
                           and (actor = :actor or follow = :follow)
                           and ended_at is null
                           and said_at <= :saidAt
                        """)
                .bind("follower", follower)
                .bind("actor", actor)
                .bind("follow", follow)
                .bind("saidAt", saidAt)
                .execute();
    }

    /// They are no more.
    static void endAll(Handle tx, String follower) {
        tx.createUpdate("""
                        delete from activity_follower
                         where follower = :follower
                        """).bind("follower", follower).execute();
    }

    static boolean isAny(Handle tx) {
        return tx.createQuery("select exists (select from activity_follower where ended_at is null)")
                .mapTo(Boolean.class)
                .one();
    }

    static boolean isAny(Handle tx, String follower) {
        return tx.createQuery("select exists (select from activity_follower where follower = :follower)")
                .bind("follower", follower)
                .mapTo(Boolean.class)
                .one();
    }

    static int count(Handle tx, Actor actor) {
        return tx.createQuery("""
                        select count(*)
                          from activity_follower
                         where actor = :actor
                           and ended_at is null
                        """)
                .bind("actor", actor.key())
                .mapTo(Integer.class)
                .one();
    }

    /// Counts no further than the limit.
    static int countUpTo(Handle tx, int limit, String origin) {
        return tx.createQuery("""
                        select count(*)
                          from (select id
                                  from activity_follower
                                 where origin = :origin
                                 limit :limit) theirs
                        """)
                .bind("origin", origin)
                .bind("limit", limit)
                .mapTo(Integer.class)
                .one();
    }

    /// What was ended so long ago that nobody can repeat what was said before.
    static void forgetEnded(Handle tx, Instant before) {
        tx.createUpdate("""
                        delete from activity_follower
                         where ended_at < :before
                        """).bind("before", before).execute();
    }

    /// Claims those who are to be answered, of each server a share; nobody while sends are held.
    static List<Due.Answer> claim(Handle tx, Claim claim) {
        return tx.createQuery("""
                          with due as (
                               select first.id, row_number() over (partition by first.origin order by first.due_at, first.id) as turn
                                 from (select f.id, f.origin, f.due_at
                                         from activity_follower f
                                        where f.due_at <= :now
                                          and (f.claimed_until is null or f.claimed_until < now())
                                          and f.origin <> all(:busy)
                                        order by f.due_at
                                        limit :looked) first
                             ), next as (
                               select f.id, coalesce(f.said_at <= n.skipped_through, false) as is_skipped
                                 from activity_follower f
                                 join due on due.id = f.id
                                 join newsroom n on n.held_since is null
                                                and coalesce(n.beat_at > now() - interval '1 hour', true)
                                where due.turn <= :share
                                  and f.due_at is not null
                                  and (f.claimed_until is null or f.claimed_until < now())
                                order by f.due_at, f.id
                                limit :most
                                  for update of f skip locked)
                        update activity_follower f
                           set claimed_by = :node,
                               claimed_until = now() + make_interval(secs => :seconds)
                          from next
                         where f.id = next.id
                        returning f.id, f.actor, f.follower, f.answer_to, f.follow, f.attempts, next.is_skipped
                        """)
                .bind("now", claim.now())
                .bindArray("busy", String.class, claim.busy())
                .bind("share", Claim.SHARE)
                .bind("most", claim.most())
                .bind("looked", Claim.LOOKED_THROUGH)
                .bind("node", claim.node())
                .bind("seconds", Claim.SECONDS)
                .map((row, _) -> answer(row))
                .list();
    }

    /// They have their answer. If they asked anew meanwhile, that is due.
    static void answered(Handle tx, Due.Answer answer) {
        tx.createUpdate("""
                        update activity_follower
                           set due_at = case when follow <> :follow then due_at end,
                               attempts = 0,
                               claimed_by = null,
                               claimed_until = null
                         where id = :id
                        """)
                .bind("follow", answer.follow())
                .bind("id", answer.id())
                .execute();
    }

    static void failed(Handle tx, Due.Answer answer, Instant again) {
        tx.createUpdate("""
                        update activity_follower
                           set due_at = case when ended_at is null then cast(:again as timestamptz) end,
                               attempts = attempts + 1,
                               claimed_by = null,
                               claimed_until = null
                         where id = :id
                        """).bind("again", again).bind("id", answer.id()).execute();
    }

    static void end(Handle tx, Due.Answer answer) {
        tx.createUpdate("""
                        delete from activity_follower
                         where id = :id
                        """).bind("id", answer.id()).execute();
    }

    /// What a node of this name had claimed when it died.
    static void giveBack(Handle tx, String node) {
        tx.createUpdate("""
                        update activity_follower
                           set claimed_by = null,
                               claimed_until = null
                         where claimed_by = :node
                        """).bind("node", node).execute();
    }

    private static Due.Answer answer(ResultSet row) throws SQLException {
        return new Due.Answer(
                row.getLong("id"),
                row.getString("actor"),
                row.getString("follower"),
                WebAddress.ofStored(row.getString("answer_to")),
                row.getString("follow"),
                row.getInt("attempts"),
                row.getBoolean("is_skipped"));
    }
}
