package depesche.follow.petition;

import depesche.account.ReaderId;
import depesche.text.EmailAddress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The table `petition`: what readers asked about their own data, until a little after their links have run out.
public final class Petitions {

    /// A petition as it stands in the table.
    record Row(
            long id,
            ReaderId reader,
            Petition petition,
            Instant askedAt,
            Instant expiresAt,
            boolean isSent,
            boolean isUsed) {

        boolean isOpen(Instant now) {
            return !isUsed && now.isBefore(expiresAt);
        }
    }

    private Petitions() {}

    static long insert(Handle tx, ReaderId reader, Petition petition, Instant now, Instant expires) {
        return tx.createQuery("""
                        insert into petition (reader_id, kind, address, asked_at, expires_at)
                        values (:reader, :kind, :address, :now, :expires)
                        returning id
                        """)
                .bind("reader", reader.value())
                .bind("kind", petition.word())
                .bind("address", petition.address().map(EmailAddress::value))
                .bind("now", now)
                .bind("expires", expires)
                .mapTo(Long.class)
                .one();
    }

    /// How often the reader asked since. The second half of a move is no asking of theirs.
    static int askedSince(Handle tx, ReaderId reader, Instant since) {
        return tx.createQuery("""
                        select count(*)
                          from petition
                         where reader_id = :reader
                           and asked_at > :since
                           and kind <> 'arrival'
                        """)
                .bind("reader", reader.value())
                .bind("since", since)
                .mapTo(Integer.class)
                .one();
    }

    /// How many readers' moves wrote to this address.
    static int arrivalsSince(Handle tx, EmailAddress address, Instant since) {
        return tx.createQuery("""
                        select count(*)
                          from petition
                         where kind = 'arrival'
                           and address = :address
                           and asked_at > :since
                        """)
                .bind("address", address.value())
                .bind("since", since)
                .mapTo(Integer.class)
                .one();
    }

    static Optional<Row> find(Handle tx, long id) {
        return tx.createQuery("""
                        select id, reader_id, kind, coalesce(address, '') as address, asked_at, expires_at, sent_at, used_at
                          from petition
                         where id = :id
                        """).bind("id", id).map((row, _) -> row(row)).findOne();
    }

    /// Uses the link up; empty if it was used, has expired, or is gone with its reader.
    static Optional<Row> use(Handle tx, long id, Instant now) {
        return tx.createQuery("""
                        update petition
                           set used_at = :now
                         where id = :id
                           and used_at is null
                           and expires_at > :now
                        returning id, reader_id, kind, coalesce(address, '') as address, asked_at, expires_at, sent_at, used_at
                        """)
                .bind("id", id)
                .bind("now", now)
                .map((row, _) -> row(row))
                .findOne();
    }

    static void noteSent(Handle tx, long id, Instant now) {
        tx.createUpdate("""
                        update petition
                           set sent_at = :now
                         where id = :id
                        """).bind("id", id).bind("now", now).execute();
    }

    /// Ends every link of the reader's that is open: it was mailed to an address that is theirs no more.
    static void end(Handle tx, ReaderId reader, Instant now) {
        tx.createUpdate("""
                        update petition
                           set used_at = :now
                         where reader_id = :reader
                           and used_at is null
                        """).bind("reader", reader.value()).bind("now", now).execute();
    }

    static int forgetExpired(Handle tx, Instant before) {
        return tx.createUpdate("""
                        delete from petition
                         where expires_at < :before
                        """).bind("before", before).execute();
    }

    /// Erasure: nothing is left of what the reader asked.
    public static void forget(Handle tx, ReaderId reader) {
        tx.createUpdate("""
                        delete from petition
                         where reader_id = :reader
                        """).bind("reader", reader.value()).execute();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getLong("id"),
                new ReaderId(row.getInt("reader_id")),
                Petition.stored(row.getString("kind"), row.getString("address")),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                row.getObject("sent_at") != null,
                row.getObject("used_at") != null);
    }
}
