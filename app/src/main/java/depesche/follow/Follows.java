package depesche.follow;

import depesche.account.ReaderId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// The table `follow`. A reader follows a subject once; what ended keeps its row.
final class Follows {

    private Follows() {}

    /// What a reader follows now, the oldest first.
    static List<Follow> of(Handle tx, ReaderId reader) {
        return tx.createQuery("""
                        select kind, subject_id, cadence, since
                          from follow
                         where reader_id = :reader
                           and ended_at is null
                         order by since, kind, subject_id
                        """)
                .bind("reader", reader.value())
                .map((row, _) -> follow(row))
                .list();
    }

    /// What each of these readers follows now.
    static Map<ReaderId, List<Follow>> ofAll(Handle tx, Collection<ReaderId> readers) {
        Map<ReaderId, List<Follow>> follows = new HashMap<>();
        tx.createQuery("""
                        select reader_id, kind, subject_id, cadence, since
                          from follow
                         where reader_id = any(:readers)
                           and ended_at is null
                        """)
                .bindArray(
                        "readers",
                        Integer.class,
                        readers.stream().map(ReaderId::value).toList())
                .map((row, _) -> follows.computeIfAbsent(new ReaderId(row.getInt("reader_id")), _ -> new ArrayList<>())
                        .add(follow(row)))
                .list();
        return follows;
    }

    /// Begins follows, or begins them again where they had ended.
    static void begin(Handle tx, ReaderId reader, Collection<Subject> named, Cadence cadence, Instant now) {
        Set<Subject> subjects = Survivors.locked(tx).of(named);
        tx.createUpdate("""
                        insert into follow (kind, subject_id, reader_id, cadence, since)
                        select kind, subject_id, :reader, :cadence, :now
                          from unnest(:kinds, :subjects) as given (kind, subject_id)
                            on conflict (kind, subject_id, reader_id) do update
                           set cadence = excluded.cadence,
                               since = excluded.since,
                               ended_at = null,
                               ended_through = null
                         where follow.ended_at is not null
                            or follow.cadence <> excluded.cadence
                        """)
                .bind("reader", reader.value())
                .bind("cadence", cadence.word())
                .bind("now", now)
                .bindArray("kinds", String.class, kinds(subjects))
                .bindArray("subjects", Long.class, ids(subjects))
                .execute();
    }

    /// Begins imported follows, or has them speak in another cadence if the reader said so later than what is known;
    /// answers whose follows changed. A no that is younger than the imported yes stays. What is open and no older
    /// is left out before the insert, because `on conflict` locks, and so writes, each row
    /// it meets: a file of a million readers sent again would rewrite them all.
    static Set<ReaderId> take(Handle tx, List<ImportedFollow> follows) {
        return tx.createQuery("""
                        insert into follow (kind, subject_id, reader_id, cadence, since)
                        select kind, subject_id, reader_id, cadence, cast(since as timestamptz)
                          from unnest(:kinds, :subjects, :readers, :cadences, :times)
                               as given (kind, subject_id, reader_id, cadence, since)
                         where not exists (
                               select 1
                                 from follow as open
                                where open.kind = given.kind
                                  and open.subject_id = given.subject_id
                                  and open.reader_id = given.reader_id
                                  and open.ended_at is null
                                  and (open.cadence = given.cadence or open.since >= cast(given.since as timestamptz)))
                            on conflict (kind, subject_id, reader_id) do update
                           set cadence = excluded.cadence,
                               since = excluded.since,
                               ended_at = null,
                               ended_through = null
                         where coalesce(follow.ended_at, follow.since) < excluded.since
                        returning reader_id
                        """)
                .bindArray(
                        "kinds",
                        String.class,
                        kinds(follows.stream().map(ImportedFollow::subject).toList()))
                .bindArray(
                        "subjects",
                        Long.class,
                        ids(follows.stream().map(ImportedFollow::subject).toList()))
                .bindArray(
                        "readers",
                        Integer.class,
                        follows.stream().map(it -> it.reader().value()).toList())
                .bindArray(
                        "cadences",
                        String.class,
                        follows.stream().map(it -> it.cadence().word()).toList())
                .bindArray(
                        "times",
                        String.class,
                        follows.stream().map(it -> it.since().toString()).toList())
                .map((row, _) -> new ReaderId(row.getInt("reader_id")))
                .set();
    }

    /// How soon a reader's open follows are to speak from now on.
    static void pace(Handle tx, ReaderId reader, Map<Subject, Cadence> cadences) {
        var subjects = List.copyOf(cadences.keySet());
        tx.createUpdate("""
                        update follow
                           set cadence = given.cadence
                          from unnest(:kinds, :subjects, :cadences) as given (kind, subject_id, cadence)
                         where follow.reader_id = :reader
                           and follow.kind = given.kind
                           and follow.subject_id = given.subject_id
                           and follow.ended_at is null
                           and follow.cadence <> given.cadence
                        """)
                .bind("reader", reader.value())
                .bindArray("kinds", String.class, kinds(subjects))
                .bindArray("subjects", Long.class, ids(subjects))
                .bindArray(
                        "cadences",
                        String.class,
                        subjects.stream()
                                .map(cadences::get)
                                .map(Objects::requireNonNull)
                                .map(Cadence::word)
                                .toList())
                .execute();
    }

    /// Ends a reader's follows of these subjects; answers which ended now.
    static List<Subject> end(Handle tx, ReaderId reader, Collection<Subject> named, Instant now) {
        Set<Subject> subjects = Survivors.locked(tx).of(named);
        return tx.createQuery("""
                        update follow
                           set ended_at = :now
                         where reader_id = :reader
                           and ended_at is null
                           and (kind, subject_id) in (select * from unnest(:kinds, :subjects))
                        returning kind, subject_id
                        """)
                .bind("reader", reader.value())
                .bind("now", now)
                .bindArray("kinds", String.class, kinds(subjects))
                .bindArray("subjects", Long.class, ids(subjects))
                .map((row, _) -> subject(row))
                .list();
    }

    /// As [#end], by the link in the mail of this alert.
    static List<Subject> endThrough(Handle tx, long alert, ReaderId reader, Collection<Subject> named, Instant now) {
        Set<Subject> subjects = Survivors.locked(tx).of(named);
        return tx.createQuery("""
                        update follow
                           set ended_at = :now,
                               ended_through = :alert
                         where reader_id = :reader
                           and ended_at is null
                           and (kind, subject_id) in (select * from unnest(:kinds, :subjects))
                        returning kind, subject_id
                        """)
                .bind("reader", reader.value())
                .bind("alert", alert)
                .bind("now", now)
                .bindArray("kinds", String.class, kinds(subjects))
                .bindArray("subjects", Long.class, ids(subjects))
                .map((row, _) -> subject(row))
                .list();
    }

    /// Opens again what the link in the mail of this alert has ended.
    static List<Subject> beginAgainThrough(Handle tx, long alert, ReaderId reader) {
        return tx.createQuery("""
                        update follow
                           set ended_at = null,
                               ended_through = null
                          from reader
                         where reader_id = :reader
                           and ended_through = :alert
                           and reader.id = reader_id
                           and reader.email is not null
                        returning kind, subject_id
                        """)
                .bind("reader", reader.value())
                .bind("alert", alert)
                .map((row, _) -> subject(row))
                .list();
    }

    /// What the link in the mail of this alert has ended, and nobody began again.
    static List<Subject> endedThrough(Handle tx, long alert, ReaderId reader) {
        return tx.createQuery("""
                        select kind, subject_id
                          from follow
                         where reader_id = :reader
                           and ended_through = :alert
                         order by kind, subject_id
                        """)
                .bind("reader", reader.value())
                .bind("alert", alert)
                .map((row, _) -> subject(row))
                .list();
    }

    /// The saved searches that a reader follows or has followed.
    static List<Integer> searchesEver(Handle tx, ReaderId reader) {
        return tx.createQuery("""
                        select subject_id
                          from follow
                         where reader_id = :reader
                           and kind = 'search'
                        """)
                .bind("reader", reader.value())
                .mapTo(Integer.class)
                .list();
    }

    /// Those of these saved searches that no other reader who is still known follows or has followed.
    static List<Integer> ofNobodyElse(Handle tx, ReaderId reader, Collection<Integer> searches) {
        return tx.createQuery("""
                        select id
                          from unnest(:searches) as given (id)
                         where not exists (
                               select 1
                                 from follow f
                                 join reader r on r.id = f.reader_id
                                where f.kind = 'search'
                                  and f.subject_id = given.id
                                  and f.reader_id <> :reader
                                  and r.erased_hash is null)
                        """)
                .bindArray("searches", Integer.class, List.copyOf(searches))
                .bind("reader", reader.value())
                .mapTo(Integer.class)
                .list();
    }

    private static Follow follow(ResultSet row) throws SQLException {
        return new Follow(
                subject(row),
                Cadence.stored(row.getString("cadence")),
                row.getObject("since", OffsetDateTime.class).toInstant());
    }

    private static Subject subject(ResultSet row) throws SQLException {
        return Subject.stored(row.getString("kind"), row.getLong("subject_id"));
    }

    private static List<String> kinds(Collection<Subject> subjects) {
        return subjects.stream().map(subject -> subject.kind().stored()).toList();
    }

    private static List<Long> ids(Collection<Subject> subjects) {
        return subjects.stream().map(Subject::id).toList();
    }
}
