package depesche.feed.purge;

import depesche.feed.errand.Claim;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// The table `purge`: changes that the content network has not heard of.
final class Purges {

    /// By then every node has dropped its page; asked earlier, one could hand out the old one again.
    private static final Duration UNTIL_ALL_NODES_KNOW = Duration.ofSeconds(1);

    private static final Duration KEPT = Duration.ofDays(3);
    private static final int MOST_TOGETHER = 50;

    private Purges() {}

    /// What is told in one request.
    ///
    /// @param attempts of the change that was tried most often
    record Due(List<Long> ids, Set<String> keys, int attempts) {
        Due {
            ids = List.copyOf(ids);
            keys = Set.copyOf(keys);
        }
    }

    private record Change(long id, List<String> keys, int attempts) {
        static Change of(ResultSet row) throws SQLException {
            String[] keys = (String[]) row.getArray("keys").getArray();
            return new Change(row.getLong("id"), List.of(keys), row.getInt("attempts"));
        }
    }

    static void insert(Handle tx, Set<String> keys, Instant now) {
        tx.createUpdate("""
                        insert into purge (keys, made_at, due_at)
                        values (:keys, :now, :due)
                        """)
                .bindArray("keys", String.class, keys)
                .bind("now", now)
                .bind("due", now.plus(UNTIL_ALL_NODES_KNOW))
                .execute();
    }

    /// The oldest changes that are due, for this node alone.
    static Due claim(Handle tx, Claim claim) {
        List<Change> changes = tx.createQuery("""
                          with next as (
                               select id
                                 from purge
                                where due_at <= :now
                                  and (claimed_until is null or claimed_until < now())
                                order by id
                                limit :most
                                  for update skip locked)
                        update purge p
                           set claimed_by = :node,
                               claimed_until = now() + make_interval(secs => :seconds)
                          from next
                         where p.id = next.id
                        returning p.id, p.keys, p.attempts
                        """)
                .bind("now", claim.now())
                .bind("most", MOST_TOGETHER)
                .bind("node", claim.node())
                .bind("seconds", Claim.SECONDS)
                .map((row, _) -> Change.of(row))
                .list();
        Set<String> keys = new HashSet<>();
        changes.forEach(change -> keys.addAll(change.keys()));
        return new Due(
                changes.stream().map(Change::id).toList(),
                keys,
                changes.stream().mapToInt(Change::attempts).max().orElse(0));
    }

    static void told(Handle tx, Due due) {
        tx.createUpdate("""
                        delete from purge
                         where id = any(:ids)
                        """).bindArray("ids", Long.class, due.ids()).execute();
    }

    /// Tried again later, for some days: by then what was kept has run out elsewhere too.
    static void failed(Handle tx, Due due, Duration wait, Instant now) {
        tx.createUpdate("""
                        update purge
                           set attempts = attempts + 1,
                               due_at = :due,
                               claimed_by = null,
                               claimed_until = null
                         where id = any(:ids)
                        """)
                .bind("due", now.plus(wait))
                .bindArray("ids", Long.class, due.ids())
                .execute();
        tx.createUpdate("""
                        delete from purge
                         where made_at < :then
                        """).bind("then", now.minus(KEPT)).execute();
    }

    static void giveBack(Handle tx, String node) {
        tx.createUpdate("""
                        update purge
                           set claimed_by = null,
                               claimed_until = null
                         where claimed_by = :node
                        """).bind("node", node).execute();
    }
}
