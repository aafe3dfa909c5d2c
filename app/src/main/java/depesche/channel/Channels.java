package depesche.channel;

import depesche.account.ReaderId;
import depesche.db.Database;
import depesche.net.WebAddress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// The table `channel`: found by who carries, ended when a server says that it is gone.
public final class Channels {

    private final Database db;
    private final InstantSource clock;

    public Channels(Database db, InstantSource clock) {
        this.db = db;
        this.clock = clock;
    }

    /// The living channels of this kind, by reader.
    ///
    /// @param now until when a former secret counts
    public static Map<ReaderId, List<Channel>> living(Handle handle, ChannelKind kind, int[] readers, Instant now) {
        Map<ReaderId, List<Channel>> found = new HashMap<>();
        handle.createQuery("""
                        select id, reader_id, kind, endpoint, keys, failing_since,
                               case when former_until > :now then former_keys end as former_keys
                          from channel
                         where reader_id = any(:readers)
                           and kind = :kind
                           and disabled_at is null
                         order by id
                        """)
                .bind("now", now)
                .bind("readers", readers)
                .bind("kind", kind.word())
                .map((row, _) -> channel(row))
                .forEach(channel -> found.computeIfAbsent(channel.reader(), _ -> new ArrayList<>())
                        .add(channel));
        return found;
    }

    /// The reader's living browsers and webhooks, the oldest first.
    public static List<Channel> of(Handle handle, ReaderId reader) {
        return handle.createQuery("""
                        select id, reader_id, kind, endpoint, keys, failing_since, null as former_keys
                          from channel
                         where reader_id = :reader
                           and kind <> 'email'
                           and disabled_at is null
                         order by id
                        """)
                .bind("reader", reader.value())
                .map((row, _) -> channel(row))
                .list();
    }

    /// Ends a channel for good: nothing is sent there any more. A browser's address and keys are forgotten, a webhook's
    /// address stays for the desk to see.
    public void end(long id, String why) {
        db.change(tx -> end(tx, Set.of(id), why, clock.instant()));
    }

    /// Ends a webhook for what its server did; the desk is told. One that somebody has ended before is no news.
    public void end(long id, WebhookEnd end) {
        db.change(tx -> {
            if (end(tx, Set.of(id), end.why(), clock.instant()) > 0) {
                note(tx, id, end);
            }
        });
    }

    private static void note(Handle tx, long id, WebhookEnd end) {
        tx.createUpdate("""
                        update channel
                           set ended_for = :kind,
                               failing_since = coalesce(cast(:since as timestamptz), failing_since),
                               alarmed_at = disabled_at
                         where id = :id
                        """)
                .bind("kind", end.kind())
                .bind("since", end.silentSince().map(Instant::toString).orElse(null))
                .bind("id", id)
                .execute();
    }

    /// One transaction at a time writes about an endpoint.
    static void lock(Handle tx, WebAddress endpoint) {
        tx.createQuery("select pg_advisory_xact_lock(hashtextextended(:endpoint, 1))")
                .bind("endpoint", endpoint.toString())
                .mapTo(String.class)
                .one();
    }

    /// Gives how many were alive.
    static int end(Handle tx, Set<Long> ids, String why, Instant now) {
        return tx.createUpdate("""
                        update channel
                           set disabled_at = :now,
                               disabled_why = :why,
                               endpoint = case kind when 'push' then '' else endpoint end,
                               keys = '',
                               former_keys = null,
                               former_until = null
                         where id = any(:ids)
                           and disabled_at is null
                        """)
                .bind("now", now)
                .bind("why", why)
                .bindArray("ids", Long.class, ids)
                .execute();
    }

    /// Erasure: nothing is left that leads to the reader.
    public static void forget(Handle tx, ReaderId reader, Instant now) {
        tx.createUpdate("""
                        update channel
                           set disabled_at = coalesce(disabled_at, :now),
                               disabled_why = 'erased',
                               endpoint = '',
                               keys = '',
                               former_keys = null,
                               former_until = null,
                               alarmed_at = null,
                               ended_for = null
                         where reader_id = :reader
                        """).bind("now", now).bind("reader", reader.value()).execute();
    }

    /// Notes that nothing is accepted there; gives since when.
    public Instant failing(long id) {
        return db.write(tx -> tx.createQuery("""
                        update channel
                           set failing_since = coalesce(failing_since, :now)
                         where id = :id
                        returning failing_since
                        """)
                .bind("now", clock.instant())
                .bind("id", id)
                .map((row, _) -> instant(row, "failing_since").orElseThrow())
                .one());
    }

    /// Notes that all is well there again. What has ended meanwhile has ended.
    public void working(long id) {
        db.change(tx -> tx.createUpdate("""
                        update channel
                           set failing_since = null
                         where id = :id
                           and failing_since is not null
                           and disabled_at is null
                        """).bind("id", id).execute());
    }

    static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static Channel channel(ResultSet row) throws SQLException {
        return new Channel(
                row.getLong("id"),
                new ReaderId(row.getInt("reader_id")),
                ChannelKind.of(row.getString("kind")),
                WebAddress.ofStored(row.getString("endpoint")),
                row.getBytes("keys"),
                Optional.ofNullable(row.getBytes("former_keys")),
                instant(row, "failing_since"));
    }
}
