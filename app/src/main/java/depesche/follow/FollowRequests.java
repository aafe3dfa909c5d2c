package depesche.follow;

import depesche.follow.Subject.Kind;
import depesche.search.saved.SearchText;
import depesche.text.EmailAddress;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The table `follow_request`.
public final class FollowRequests {

    /// A request as it stands in the table.
    record Row(long id, FollowRequest request, boolean isConfirmed, boolean isSent) {}

    private FollowRequests() {}

    static long insert(Handle tx, FollowRequest request) {
        return tx.createQuery("""
                        insert into follow_request (email, language, topics, stories, authors, searches, cadence, wording,
                                                    asked_at, expires_at)
                        values (:email, :language, :topics, :stories, :authors, :searches, :cadence, :wording,
                                :askedAt, :expiresAt)
                        returning id
                        """)
                .bind("email", request.email().value())
                .bind("language", request.language().toLanguageTag())
                .bindArray("topics", Long.class, Subject.ids(request.subjects(), Kind.TOPIC))
                .bindArray("stories", Long.class, Subject.ids(request.subjects(), Kind.STORY))
                .bindArray("authors", Long.class, Subject.ids(request.subjects(), Kind.AUTHOR))
                .bindArray(
                        "searches",
                        String.class,
                        request.searches().stream().map(SearchText::value).toList())
                .bind("cadence", request.cadence().word())
                .bind("wording", request.wording())
                .bind("askedAt", request.askedAt())
                .bind("expiresAt", request.expiresAt())
                .mapTo(Long.class)
                .one();
    }

    /// One transaction at a time asks for one address, so that the limits hold.
    static void lockAddress(Handle tx, EmailAddress email) {
        tx.createQuery("select pg_advisory_xact_lock(hashtextextended(:name, 0))")
                .bind("name", "depesche: asking for " + email.value())
                .mapTo(String.class)
                .list();
    }

    /// How many requests of this address are unconfirmed, of those asked since.
    static int openSince(Handle tx, EmailAddress email, Instant since) {
        return tx.createQuery("""
                        select count(*)
                          from follow_request
                         where email = :email
                           and asked_at > :since
                           and confirmed_at is null
                        """)
                .bind("email", email.value())
                .bind("since", since)
                .mapTo(Integer.class)
                .one();
    }

    static Optional<Row> find(Handle tx, long id) {
        return tx.createQuery("""
                        select id, email, language, topics, stories, authors, searches, cadence, wording, asked_at,
                               expires_at, confirmed_at, sent_at
                          from follow_request
                         where id = :id
                        """).bind("id", id).map((row, _) -> row(row)).findOne();
    }

    /// As [#find]; no one else confirms it meanwhile.
    static Optional<Row> lock(Handle tx, long id) {
        return tx.createQuery("""
                        select id, email, language, topics, stories, authors, searches, cadence, wording, asked_at,
                               expires_at, confirmed_at, sent_at
                          from follow_request
                         where id = :id
                           for update
                        """).bind("id", id).map((row, _) -> row(row)).findOne();
    }

    static void noteSent(Handle tx, long id, Instant now) {
        tx.createUpdate("""
                        update follow_request
                           set sent_at = :now
                         where id = :id
                        """).bind("id", id).bind("now", now).execute();
    }

    static void noteConfirmed(Handle tx, long id, Instant now) {
        tx.createUpdate("""
                        update follow_request
                           set confirmed_at = :now
                         where id = :id
                        """).bind("id", id).bind("now", now).execute();
    }

    /// Addresses of people who never confirmed are not ours to keep.
    static int forgetUnconfirmed(Handle tx, Instant expiredBefore) {
        return tx.createUpdate("""
                        delete from follow_request
                         where confirmed_at is null
                           and expires_at < :before
                        """).bind("before", expiredBefore).execute();
    }

    /// What was asked for from this address is no more.
    public static void forget(Handle tx, EmailAddress email) {
        tx.createUpdate("""
                        delete from follow_request
                         where email = :email
                        """).bind("email", email.value()).execute();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getLong("id"),
                request(row),
                row.getObject("confirmed_at") != null,
                row.getObject("sent_at") != null);
    }

    private static FollowRequest request(ResultSet row) throws SQLException {
        return new FollowRequest(
                new EmailAddress(row.getString("email")),
                Locale.forLanguageTag(row.getString("language")),
                subjects(row),
                searches(row.getArray("searches")),
                Cadence.stored(row.getString("cadence")),
                row.getString("wording"),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant());
    }

    private static List<Subject> subjects(ResultSet row) throws SQLException {
        List<Subject> subjects = new ArrayList<>();
        add(subjects, Kind.TOPIC, row.getArray("topics"));
        add(subjects, Kind.STORY, row.getArray("stories"));
        add(subjects, Kind.AUTHOR, row.getArray("authors"));
        return subjects;
    }

    private static void add(List<Subject> subjects, Kind kind, Array ids) throws SQLException {
        for (Long id : (Long[]) ids.getArray()) {
            subjects.add(new Subject(kind, id));
        }
    }

    private static List<SearchText> searches(Array texts) throws SQLException {
        return Arrays.stream((String[]) texts.getArray())
                .flatMap(text -> SearchText.kept(text).stream())
                .toList();
    }
}
