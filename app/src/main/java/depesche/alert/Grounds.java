package depesche.alert;

import depesche.account.ReaderId;
import depesche.article.Article;
import depesche.follow.Cadence;
import depesche.follow.Subject;
import depesche.follow.Survivors;
import depesche.topic.Topics;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// What speaks for and against telling one reader of an article: follows of what it bears and of saved searches it met,
/// those too that have ended, and wishes. Facts as the tables have them; a follow begun again
/// keeps its last beginning only.
///
/// @param wantsUpdates whether the reader has not switched updates off
public record Grounds(List<Match> matches, boolean followsAnything, boolean wantsUpdates) {

    /// A follow that matches.
    ///
    /// @param reason what is followed, and of a topic which of the article's own are below it
    public record Match(Reason reason, Cadence cadence, Instant since, Optional<Instant> endedAt) {

        /// How soon it speaks, in the word of forms and files.
        public String pace() {
            return cadence.word();
        }

        /// Whether it was a follow at this moment.
        public boolean holdsAt(Instant moment) {
            return !since.isAfter(moment)
                    && endedAt.filter(end -> !end.isAfter(moment)).isEmpty();
        }
    }

    public Grounds {
        matches = List.copyOf(matches);
    }

    /// Of everything the article falls under, and fell under when it was told.
    public static Grounds of(Handle tx, ReaderId reader, Article article) {
        Set<Subject> subjects = Bearing.ever(tx, article);
        Map<Subject, Row> rows = rows(tx, reader);
        Survivors survivors = Survivors.of(tx);
        subjects.removeIf(subject -> !rows.containsKey(survivors.of(subject)));
        List<Match> matches = Audience.reasons(
                        tx, Topics.tree(tx), subjects, article.revision().topics())
                .stream()
                .flatMap(reason -> Optional.ofNullable(rows.get(reason.subject()))
                        .map(row -> new Match(reason, row.cadence(), row.since(), row.endedAt()))
                        .stream())
                .toList();
        return new Grounds(
                matches, rows.values().stream().anyMatch(row -> row.endedAt().isEmpty()), wantsUpdates(tx, reader));
    }

    private record Row(Cadence cadence, Instant since, Optional<Instant> endedAt) {}

    private static Map<Subject, Row> rows(Handle tx, ReaderId reader) {
        Map<Subject, Row> rows = new HashMap<>();
        tx.createQuery("""
                        select kind, subject_id, cadence, since, ended_at
                          from follow
                         where reader_id = :reader
                        """)
                .bind("reader", reader.value())
                .map((row, _) -> rows.put(Subject.stored(row.getString("kind"), row.getLong("subject_id")), row(row)))
                .list();
        return rows;
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                Cadence.parse(row.getString("cadence")).orElseThrow(),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("ended_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant));
    }

    private static boolean wantsUpdates(Handle tx, ReaderId reader) {
        return tx.createQuery("select updates from reader_wish where reader_id = :reader")
                .bind("reader", reader.value())
                .mapTo(Boolean.class)
                .findOne()
                .orElse(true);
    }
}
