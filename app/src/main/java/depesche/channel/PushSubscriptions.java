package depesche.channel;

import depesche.account.ReaderId;
import depesche.net.WebAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// Browsers that a reader is told in. A browser belongs to whoever switched it on last.
public final class PushSubscriptions {

    /// So many browsers a reader may have; who switches on one more loses the oldest.
    private static final int MOST = 20;

    /// @param isNew whether the reader did not have this browser before
    public record Made(long id, boolean isNew) {}

    /// Someone's browser, for whom messages can be encrypted.
    ///
    /// @param keys as [PushKeys] reads them
    public record Living(long id, byte[] keys) {

        private static final int RANGE_BITS = 10;

        /// Numbers go by ranges of 1,024 that do not change.
        public static long range(long id) {
            return id >> RANGE_BITS;
        }

        public long range() {
            return range(id);
        }
    }

    private final InstantSource clock;

    public PushSubscriptions(InstantSource clock) {
        this.clock = clock;
    }

    /// Switches a browser on. Again: the same, with the keys of the last time.
    public Made make(Handle tx, ReaderId reader, WebAddress endpoint, PushKeys keys) {
        Instant now = clock.instant();
        Channels.lock(tx, endpoint);
        var before = tx.createQuery("""
                        update channel
                           set keys = :keys
                         where kind = 'push'
                           and endpoint = :endpoint
                           and reader_id = :reader
                           and disabled_at is null
                        returning id
                        """)
                .bind("keys", keys.stored())
                .bind("endpoint", endpoint.toString())
                .bind("reader", reader.value())
                .mapTo(Long.class)
                .findOne();
        return before.map(id -> new Made(id, false)).orElseGet(() -> {
            takeFromOthers(tx, endpoint, now);
            long id = insert(tx, reader, endpoint, keys, now);
            endOldest(tx, reader, now);
            return new Made(id, true);
        });
    }

    /// Those of the first range with any, from this one on, by number; empty after the last.
    public static List<Living> living(Handle handle, long range) {
        return handle.createQuery("""
                        with first as (
                             select min(id) as id
                               from channel
                              where id >= :from
                                and kind = 'push'
                                and disabled_at is null)
                        select channel.id, channel.keys
                          from first
                          join channel on channel.id between first.id and first.id | :rest
                         where kind = 'push'
                           and disabled_at is null
                         order by channel.id
                        """)
                .bind("from", range << Living.RANGE_BITS)
                .bind("rest", (1L << Living.RANGE_BITS) - 1)
                .map((row, _) -> new Living(row.getLong("id"), row.getBytes("keys")))
                .list();
    }

    private static long insert(Handle tx, ReaderId reader, WebAddress endpoint, PushKeys keys, Instant now) {
        return tx.createQuery("""
                        insert into channel (reader_id, kind, endpoint, keys, created_at)
                        values (:reader, 'push', :endpoint, :keys, :now)
                        returning id
                        """)
                .bind("reader", reader.value())
                .bind("endpoint", endpoint.toString())
                .bind("keys", keys.stored())
                .bind("now", now)
                .mapTo(Long.class)
                .one();
    }

    private static void takeFromOthers(Handle tx, WebAddress endpoint, Instant now) {
        Set<Long> others = tx.createQuery("""
                        select id
                          from channel
                         where kind = 'push'
                           and endpoint = :endpoint
                           and disabled_at is null
                        """).bind("endpoint", endpoint.toString()).mapTo(Long.class).stream()
                .collect(Collectors.toSet());
        Channels.end(tx, others, "another reader's browser now", now);
    }

    private static void endOldest(Handle tx, ReaderId reader, Instant now) {
        Set<Long> tooMany =
                tx.createQuery("""
                        select id
                          from channel
                         where kind = 'push'
                           and reader_id = :reader
                           and disabled_at is null
                         order by id desc
                        offset :most
                        """).bind("reader", reader.value()).bind("most", MOST).mapTo(Long.class).stream()
                        .collect(Collectors.toSet());
        Channels.end(tx, tooMany, "the reader has too many browsers", now);
    }

    /// Ends a subscription; false if there is none of this number.
    public boolean end(Handle tx, long id) {
        boolean isThere =
                tx.createQuery("""
                        select id
                          from channel
                         where id = :id
                           and kind = 'push'
                           and disabled_at is null
                        """).bind("id", id).mapTo(Long.class).findOne().isPresent();
        if (isThere) {
            Channels.end(tx, Set.of(id), "ended by hand", clock.instant());
        }
        return isThere;
    }

    /// Switches a browser of the reader's off; false if it was not on.
    public boolean end(Handle tx, ReaderId reader, String endpoint) {
        Set<Long> ids =
                tx.createQuery("""
                        select id
                          from channel
                         where kind = 'push'
                           and reader_id = :reader
                           and endpoint = :endpoint
                           and disabled_at is null
                        """).bind("reader", reader.value()).bind("endpoint", endpoint).mapTo(Long.class).stream()
                        .collect(Collectors.toSet());
        Channels.end(tx, ids, "switched off by the reader", clock.instant());
        return !ids.isEmpty();
    }
}
