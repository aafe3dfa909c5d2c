package depesche.feed.hub;

import depesche.feed.errand.Claim;
import depesche.net.WebAddress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The table `hub_subscription`: who is told of which feed, and who has not got it as it is.
final class Subscriptions {

    private Subscriptions() {}

    /// As it was asked for and verified. A new one is due at once: something may have been published between the
    /// subscriber's look at the feed and now.
    static void confirm(Handle tx, Due.Verify intent, String pageKey, Instant now) {
        tx.createUpdate("""
                        insert into hub_subscription (feed, page_key, callback, origin, secret, lease_until, changed_at, due_at)
                        select i.feed, :key, i.callback, i.origin, i.secret,
                               cast(:now as timestamptz) + make_interval(secs => i.lease_seconds),
                               cast(:now as timestamptz),
                               cast(:now as timestamptz)
                          from hub_intent i
                         where i.id = :intent
                            on conflict (feed, callback)
                            do update set page_key = excluded.page_key,
                                          secret = excluded.secret,
                                          lease_until = excluded.lease_until,
                                          failing_since = null,
                                          attempts = 0,
                                          told_digest = case when hub_subscription.lease_until > :now
                                                             then hub_subscription.told_digest
                                                         end,
                                          due_at = case when hub_subscription.lease_until > :now
                                                        then hub_subscription.due_at
                                                        else excluded.due_at
                                                    end
                        """)
                .bind("key", pageKey)
                .bind("now", now)
                .bind("intent", intent.id())
                .execute();
    }

    static void end(Handle tx, String feed, WebAddress callback) {
        tx.createUpdate("""
                        delete from hub_subscription
                         where feed = :feed
                           and callback = :callback
                        """)
                .bind("feed", feed)
                .bind("callback", callback.toString())
                .execute();
    }

    static void end(Handle tx, Due.Tell errand) {
        tx.createUpdate("""
                        delete from hub_subscription
                         where id = :id
                        """).bind("id", errand.id()).execute();
    }

    static void forgetEnded(Handle tx, Instant now) {
        tx.createUpdate("""
                        delete from hub_subscription
                         where lease_until <= :now
                        """).bind("now", now).execute();
    }

    static boolean isAnyOf(Handle tx, Collection<String> keys) {
        return tx.createQuery("""
                        select exists (
                               select
                                 from hub_subscription
                                where page_key = any(:keys))
                        """)
                .bindArray("keys", String.class, keys)
                .mapTo(Boolean.class)
                .one();
    }

    /// Those that wait after a failure go on waiting.
    static void changed(Handle tx, Collection<String> keys, Instant now) {
        tx.createUpdate("""
                        update hub_subscription
                           set changes = changes + 1,
                               changed_at = :now,
                               due_at = coalesce(due_at, :now)
                         where page_key = any(:keys)
                           and lease_until > :now
                        """)
                .bindArray("keys", String.class, keys)
                .bind("now", now)
                .execute();
    }

    /// Counts no further than the limit.
    static int countUpTo(Handle tx, int limit) {
        return tx.createQuery("select count(*) from (select id from hub_subscription limit :limit) standing")
                .bind("limit", limit)
                .mapTo(Integer.class)
                .one();
    }

    static int countUpTo(Handle tx, int limit, String origin) {
        return tx.createQuery("""
                        select count(*)
                          from (select id
                                  from hub_subscription
                                 where origin = :origin
                                 limit :limit) theirs
                        """)
                .bind("origin", origin)
                .bind("limit", limit)
                .mapTo(Integer.class)
                .one();
    }

    static boolean isThere(Handle tx, HubWish wish) {
        return tx.createQuery("""
                        select exists (
                               select
                                 from hub_subscription
                                where feed = :feed
                                  and callback = :callback)
                        """)
                .bind("feed", wish.feed())
                .bind("callback", wish.callback().toString())
                .mapTo(Boolean.class)
                .one();
    }

    /// Claims those that are due, of each server a share; nobody while sends are held.
    static List<Due.Tell> claim(Handle tx, Claim claim) {
        return tx.createQuery("""
                          with due as (
                               select first.id, row_number() over (partition by first.origin order by first.due_at, first.id) as turn
                                 from (select s.id, s.origin, s.due_at
                                         from hub_subscription s
                                        where s.due_at <= :now
                                          and s.lease_until > :now
                                          and (s.claimed_until is null or s.claimed_until < now())
                                          and s.origin <> all(:busy)
                                        order by s.due_at
                                        limit :looked) first
                             ), next as (
                               select s.id, coalesce(s.changed_at <= n.skipped_through, false) as is_skipped
                                 from hub_subscription s
                                 join due on due.id = s.id
                                 join newsroom n on n.held_since is null
                                                and coalesce(n.beat_at > now() - interval '1 hour', true)
                                where due.turn <= :share
                                  and (s.claimed_until is null or s.claimed_until < now())
                                order by s.due_at, s.id
                                limit :most
                                  for update of s skip locked)
                        update hub_subscription s
                           set claimed_by = :node,
                               claimed_until = now() + make_interval(secs => :seconds)
                          from next
                         where s.id = next.id
                        returning s.id, s.feed, s.callback, s.secret, s.changes, s.attempts, s.failing_since, s.told_digest,
                                  next.is_skipped
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

    /// It has the feed as it was when it was claimed. What happened since is due.
    static void told(Handle tx, Due.Tell errand, Optional<byte[]> digest, Instant now) {
        tx.createUpdate("""
                        update hub_subscription
                           set told_digest = coalesce(:digest, told_digest),
                               attempts = 0,
                               failing_since = null,
                               due_at = case when changes > :changes then cast(:now as timestamptz) end,
                               claimed_by = null,
                               claimed_until = null
                         where id = :id
                        """)
                .bind("digest", digest.orElse(null))
                .bind("changes", errand.changes())
                .bind("now", now)
                .bind("id", errand.id())
                .execute();
    }

    static void failed(Handle tx, Due.Tell errand, Instant again, Instant now) {
        tx.createUpdate("""
                        update hub_subscription
                           set attempts = attempts + 1,
                               failing_since = coalesce(failing_since, :now),
                               due_at = :again,
                               claimed_by = null,
                               claimed_until = null
                         where id = :id
                        """)
                .bind("now", now)
                .bind("again", again)
                .bind("id", errand.id())
                .execute();
    }

    /// What a node of this name had claimed when it died.
    static void giveBack(Handle tx, String node) {
        tx.createUpdate("""
                        update hub_subscription
                           set claimed_by = null,
                               claimed_until = null
                         where claimed_by = :node
                        """).bind("node", node).execute();
    }

    private static Due.Tell errand(ResultSet row) throws SQLException {
        return new Due.Tell(
                row.getLong("id"),
                row.getString("feed"),
                WebAddress.ofStored(row.getString("callback")),
                Optional.ofNullable(row.getBytes("secret")),
                row.getLong("changes"),
                row.getInt("attempts"),
                Optional.ofNullable(row.getObject("failing_since", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                Optional.ofNullable(row.getBytes("told_digest")),
                row.getBoolean("is_skipped"));
    }
}
