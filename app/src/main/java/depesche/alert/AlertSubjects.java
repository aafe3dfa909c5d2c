package depesche.alert;

import depesche.follow.Subject;
import depesche.follow.Subject.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jdbi.v3.core.statement.SqlStatement;

/// The columns of table `alert` that say what its article fell under: `subjects` (topics), `stories`, `authors`, and
/// the saved `searches` that it met.
final class AlertSubjects {

    private AlertSubjects() {}

    static Set<Subject> read(ResultSet row) throws SQLException {
        Set<Subject> subjects = new HashSet<>();
        add(subjects, Kind.TOPIC, (Long[]) row.getArray("subjects").getArray());
        add(subjects, Kind.STORY, (Long[]) row.getArray("stories").getArray());
        add(subjects, Kind.AUTHOR, (Long[]) row.getArray("authors").getArray());
        add(subjects, Kind.SEARCH, (Integer[]) row.getArray("searches").getArray());
        return subjects;
    }

    private static void add(Set<Subject> subjects, Kind kind, Number[] ids) {
        Arrays.stream(ids).forEach(id -> subjects.add(new Subject(kind, id.longValue())));
    }

    static <S extends SqlStatement<S>> S bind(S statement, Collection<Subject> subjects) {
        return bindSearches(statement, subjects)
                .bindArray("subjects", Long.class, Subject.ids(subjects, Kind.TOPIC))
                .bindArray("stories", Long.class, Subject.ids(subjects, Kind.STORY))
                .bindArray("authors", Long.class, Subject.ids(subjects, Kind.AUTHOR));
    }

    static <S extends SqlStatement<S>> S bindSearches(S statement, Collection<Subject> subjects) {
        return statement.bindArray(
                "searches",
                Integer.class,
                Subject.ids(subjects, Kind.SEARCH).stream()
                        .map(Math::toIntExact)
                        .toList());
    }
}
