package depesche.feed.hub;

import depesche.feed.errand.Claim;
import depesche.net.WebAddress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// The table `hub_intent`: what was asked of the hub, until who asked has said that they did.
final class Intents {

    private Intents() {}

    /// Of one feed and subscriber what was asked last counts.
    static void put(Handle tx, HubWish wish, String challenge, Instant now) {
        tx.createUpdate("""
                        insert into hub_intent (mode, feed, callback, origin, secret, lease_seconds, challenge, asked_at, due_at)
                        values (:mode, :feed, :callback, :origin, :secret, :lease, :challenge, :now, :now)
                            on conflict (feed, callback)
                            do update set mode = excluded.mode,
                                          secret = excluded.secret,
                                          lease_seconds = excluded.lease_seconds,
                                          challenge = excluded.challenge,
                                          asked_at = excluded.asked_at,
                                          due_at = excluded.due_at,
                                          attempts = 0,
                                          claimed_by = null,
                                          claimed_until = null
                        """)
                .bind("mode", wish.mode().word())
                .bind("feed", wish.feed())
                .bind("callback", wish.callback().toString())
                .bind("origin", wish.callback().origin())
                .bind("secret", wish.secret().orElse(null))
                .bind("lease", wish.leaseSeconds())
                .bind("challenge", challenge)
                .bind("now", now)
                .execute();
    }

    static boolean isThere(Handle tx, HubWish wish) {
        return tx.createQuery("""
                        select exists (
                               select
                                 from hub_intent
                                where feed = :feed
                                  and callback = :callback)
                        """)
                .bind("feed", wish.feed())
                .bind("callback", wish.callback().toString())
                .mapTo(Boolean.class)
                .one();
    }

    /// Counts no further than the limit.
    static int countUpTo(Handle tx, int limit) {
        return tx.createQuery("select count(*) from (select id from hub_intent limit :limit) waiting")
                .bind("limit", limit)
                .mapTo(Integer.class)
                .one();
    }

    static int countUpTo(Handle tx, int limit, String origin) {
        return tx.createQuery("""
                        select count(*)
                          from (select id
                                  from hub_intent
                                 where origin = :origin
                                 limit :limit) waiting
                        """)
                .bind("origin", origin)
                .bind("limit", limit)
                .mapTo(Integer.class)
                .one();
    }

    /// Claims what is due, of each server a share; nothing while sends are held.
    static List<Due.Verify> claim(Handle tx, Claim claim) {
        return tx.createQuery("""
                          with due as (
                               select first.id, row_number() over (partition by first.origin order by first.due_at, first.id) as turn
                                 from (select i.id, i.origin, i.due_at
                                         from hub_intent i
                                        where i.due_at <= :now
                                          and (i.claimed_until is null or i.claimed_until < now())
                                          and i.origin <> all(:busy)
                                        order by i.due_at
                                        limit :looked) first
                             ), next as (
                               select i.id, coalesce(i.asked_at <= n.skipped_through, false) as is_skipped
                                 from hub_intent i
                                 join due on due.id = i.id
                                 join newsroom n on n.held_since is null
                                                and coalesce(n.beat_at > now() - interval '1 hour', true)
                                where due.turn <= :share
                                  and (i.claimed_until is null or i.claimed_until < now())
                                order by i.due_at, i.id
                                limit :most
                                  for update of i skip locked)
                        update hub_intent i
                           set claimed_by = :node,
                               claimed_until = now() + make_interval(secs => :seconds)
                          from next
                         where i.id = next.id
                        returning i.id, i.mode, i.feed, i.callback, i.lease_seconds, i.challenge, i.attempts, next.is_skipped
                        """)
                .bind("now", claim.now())
                .bindArray("busy", String.class, claim.busy())
                .bind("share", Claim.SHARE)
                .bind("most", claim.most())
                .bind("looked", Claim.LOOKED_THROUGH)
                .bind("node", claim.node())
                .bind("seconds", Claim.SECONDS)
                .map((row, _) -> errand(row))
                .list();
    }

    /// Whether nothing else was asked since; until the end of the transaction nothing is.
    static boolean isStill(Handle tx, Due.Verify intent) {
        return tx.createQuery("""
                        select id
                          from hub_intent
                         where id = :id
                           and challenge = :challenge
                           for update
                        """)
                .bind("id", intent.id())
                .bind("challenge", intent.challenge())
                .mapTo(Long.class)
                .findOne()
                .isPresent();
    }

    /// It is dealt with. Something that was asked meanwhile stays.
    static void done(Handle tx, Due.Verify intent) {
        tx.createUpdate("""
                        delete from hub_intent
                         where id = :id
                           and challenge = :challenge
                        """)
                .bind("id", intent.id())
                .bind("challenge", intent.challenge())
                .execute();
    }

    static void later(Handle tx, Due.Verify intent, Instant again) {
        tx.createUpdate("""
                        update hub_intent
                           set attempts = attempts + 1,
                               due_at = :again,
                               claimed_by = null,
                               claimed_until = null
                         where id = :id
                           and challenge = :challenge
                        """)
                .bind("again", again)
                .bind("id", intent.id())
                .bind("challenge", intent.challenge())
                .execute();
    }

    /// What a node of this name had claimed when it died.
    static void giveBack(Handle tx, String node) {
        tx.createUpdate("""
                        update hub_intent
                           set claimed_by = null,
                               claimed_until = null
                         where claimed_by = :node
                        """).bind("node", node).execute();
    }

    private static Due.Verify errand(ResultSet row) throws SQLException {
        return new Due.Verify(
                row.getLong("id"),
                Mode.parse(row.getString("mode")).orElseThrow(),
                row.getString("feed"),
                WebAddress.ofStored(row.getString("callback")),
                row.getInt("lease_seconds"),
                row.getString("challenge"),
                row.getInt("attempts"),
                row.getBoolean("is_skipped"));
    }
}
