package depesche.channel;

import depesche.account.ReaderId;
import depesche.net.WebAddress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// Addresses of readers and partners to which alerts are posted, signed with a secret of each one's own.
public final class Webhooks {

    /// How long after a rotation the former secret signs as well.
    private static final Duration BOTH = Duration.ofHours(24);

    /// @param isNew whether it was not there before
    public record Made(long id, WebhookSecret secret, boolean isNew) {}

    /// One webhook as the desk and the API list it, also one that was ended.
    ///
    /// @param end what its server did that ended it; empty where it lives, or people ended it
    public record Listed(
            long id,
            ReaderId reader,
            String endpoint,
            Instant createdAt,
            Optional<Instant> failingSince,
            Optional<Instant> disabledAt,
            Optional<String> disabledWhy,
            Optional<WebhookEnd> end) {}

    private final InstantSource clock;

    public Webhooks(InstantSource clock) {
        this.clock = clock;
    }

    /// Adds a webhook with a new secret. Again: the one that is there, with its secret.
    public Made make(Handle tx, ReaderId reader, WebAddress endpoint) {
        return make(tx, reader, endpoint, WebhookSecret.generate());
    }

    /// As above, with a secret that the receiver chose.
    public Made make(Handle tx, ReaderId reader, WebAddress endpoint, WebhookSecret secret) {
        Channels.lock(tx, endpoint);
        takeNote(tx, reader, endpoint);
        return existing(tx, reader, endpoint)
                .orElseGet(() -> new Made(insert(tx, reader, endpoint, secret), secret, true));
    }

    /// Nobody need be told any more that it was ended: it is there again.
    private static void takeNote(Handle tx, ReaderId reader, WebAddress endpoint) {
        tx.createUpdate("""
                        update channel
                           set alarmed_at = null
                         where kind = 'webhook'
                           and reader_id = :reader
                           and endpoint = :endpoint
                           and alarmed_at is not null
                        """)
                .bind("reader", reader.value())
                .bind("endpoint", endpoint.toString())
                .execute();
    }

    private static Optional<Made> existing(Handle tx, ReaderId reader, WebAddress endpoint) {
        return tx.createQuery("""
                        select id, keys
                          from channel
                         where kind = 'webhook'
                           and reader_id = :reader
                           and endpoint = :endpoint
                           and disabled_at is null
                        """)
                .bind("reader", reader.value())
                .bind("endpoint", endpoint.toString())
                .map((row, _) -> new Made(row.getLong("id"), new WebhookSecret(row.getBytes("keys")), false))
                .findOne();
    }

    private long insert(Handle tx, ReaderId reader, WebAddress endpoint, WebhookSecret secret) {
        return tx.createQuery("""
                        insert into channel (reader_id, kind, endpoint, keys, created_at)
                        values (:reader, 'webhook', :endpoint, :keys, :now)
                        returning id
                        """)
                .bind("reader", reader.value())
                .bind("endpoint", endpoint.toString())
                .bind("keys", secret.bytes())
                .bind("now", clock.instant())
                .mapTo(Long.class)
                .one();
    }

    /// Gives a webhook a new secret. For a day messages are signed with both. Empty if there is no such webhook.
    public Optional<WebhookSecret> rotate(Handle tx, long id) {
        var secret = WebhookSecret.generate();
        int rows = tx.createUpdate("""
                        update channel
                           set former_keys = keys,
                               former_until = :until,
                               keys = :keys
                         where id = :id
                           and kind = 'webhook'
                           and disabled_at is null
                        """)
                .bind("until", clock.instant().plus(BOTH))
                .bind("keys", secret.bytes())
                .bind("id", id)
                .execute();
        return Optional.of(secret).filter(_ -> rows > 0);
    }

    /// Ends a webhook; false if there is none.
    public boolean end(Handle tx, long id) {
        boolean isThere =
                tx.createQuery("""
                        select id
                          from channel
                         where id = :id
                           and kind = 'webhook'
                           and disabled_at is null
                        """).bind("id", id).mapTo(Long.class).findOne().isPresent();
        if (isThere) {
            Channels.end(tx, Set.of(id), "ended by hand", clock.instant());
        }
        return isThere;
    }

    /// Those that their servers have ended, and of which nobody has taken note; the latest first.
    public static List<Listed> alarms(Handle handle, int most) {
        return handle.createQuery("""
                        select id, reader_id, endpoint, created_at, failing_since, disabled_at, disabled_why, ended_for
                          from channel
                         where alarmed_at is not null
                         order by alarmed_at desc, id desc
                         limit :most
                        """)
                .bind("most", most)
                .map((row, _) -> listed(row))
                .list();
    }

    /// Somebody knows that it was ended.
    public static void takeNote(Handle tx, long id) {
        tx.createUpdate("""
                        update channel
                           set alarmed_at = null
                         where id = :id
                           and alarmed_at is not null
                        """).bind("id", id).execute();
    }

    /// All webhooks after this number, the ended ones too.
    public static List<Listed> after(Handle handle, long id, int most) {
        return handle.createQuery("""
                        select id, reader_id, endpoint, created_at, failing_since, disabled_at, disabled_why, ended_for
                          from channel
                         where kind = 'webhook'
                           and id > :id
                         order by id
                         limit :most
                        """)
                .bind("id", id)
                .bind("most", most)
                .map((row, _) -> listed(row))
                .list();
    }

    private static Listed listed(ResultSet row) throws SQLException {
        Optional<Instant> failingSince = Channels.instant(row, "failing_since");
        return new Listed(
                row.getLong("id"),
                new ReaderId(row.getInt("reader_id")),
                row.getString("endpoint"),
                Channels.instant(row, "created_at").orElseThrow(),
                failingSince,
                Channels.instant(row, "disabled_at"),
                Optional.ofNullable(row.getString("disabled_why")),
                Optional.ofNullable(row.getString("ended_for")).map(kind -> end(kind, failingSince)));
    }

    private static WebhookEnd end(String kind, Optional<Instant> failingSince) {
        return switch (kind) {
            case "gone" -> new WebhookEnd.Gone();
            case "silent" -> new WebhookEnd.Silent(failingSince.orElseThrow());
            default -> throw new IllegalStateException("not what ends a webhook: " + kind);
        };
    }
}
