package depesche.desk;

import depesche.db.Database;
import depesche.desk.ArticleListPage.Line;
import depesche.web.Problem;
import depesche.web.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `GET /desk?state=&q=`: a page at a time, by key and never by offset.
final class ArticleList {

    private static final int PAGE = 50;
    private static final List<String> STATES =
            List.of("draft", "scheduled", "embargoed", "published", "killed", "spiked");

    private final Database db;
    private final Pages pages;
    private final EndedWebhooks ended;
    private final NewsroomTime time;

    ArticleList(Database db, Pages pages, EndedWebhooks ended, NewsroomTime time) {
        this.db = db;
        this.pages = pages;
        this.ended = ended;
        this.time = time;
    }

    /// Where the list goes on: behind this article, as it was changed then.
    private record Mark(Instant changedAt, long id) {

        static final Mark TOP = new Mark(Instant.parse("9999-01-01T00:00:00Z"), Long.MAX_VALUE);

        static Optional<Mark> parse(String text) {
            if (!text.matches("[0-9]{1,15}-[0-9]{1,18}")) {
                return Optional.empty();
            }
            String[] parts = text.split("-");
            long micros = Long.parseLong(parts[0]);
            return Optional.of(new Mark(
                    Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1000), Long.parseLong(parts[1])));
        }

        @Override
        public String toString() {
            return (changedAt.getEpochSecond() * 1_000_000 + changedAt.getNano() / 1000) + "-" + id;
        }
    }

    private record Row(Mark mark, Line line) {}

    Response list(Visit visit) {
        String state = visit.query("state");
        String before = visit.query("before");
        Optional<Mark> mark = before.isEmpty() ? Optional.of(Mark.TOP) : Mark.parse(before);
        if (mark.isEmpty() || !(state.isEmpty() || STATES.contains(state))) {
            return pages.problem(visit, Problem.notFound("page"));
        }
        String q = visit.query("q").strip();
        List<Row> rows = rows(visit.words(), state, q, mark.get());
        var view = new ArticleListPage(
                ended.alarms(visit),
                rows.stream().limit(PAGE).map(Row::line).toList(),
                states(visit.words(), state),
                q,
                rows.size() > PAGE ? next(state, q, rows.get(PAGE - 1).mark()) : "");
        return pages.page(visit, visit.words().of("menu.articles"), view);
    }

    /// No words stand in every headline.
    private List<Row> rows(Words words, String state, String q, Mark before) {
        return db.read(handle -> handle.createQuery("""
                select a.id, a.state, a.language, a.changed_at, r.kicker, r.headline, r.saved_by
                  from article a
                  join revision r on r.article_id = a.id and r.number = a.revision
                 where (a.changed_at, a.id) < (:changed, :id)
                   and a.state = any(:states)
                   and strpos(lower(r.headline), lower(:q)) > 0
                 order by a.changed_at desc, a.id desc
                 limit :limit
                """)
                .bind("changed", before.changedAt())
                .bind("id", before.id())
                .bindArray("states", String.class, state.isEmpty() ? STATES : List.of(state))
                .bind("q", q.replace("\0", ""))
                .bind("limit", PAGE + 1)
                .map((row, _) -> row(row, words))
                .list());
    }

    private Row row(ResultSet row, Words words) throws SQLException {
        Instant changed = row.getTimestamp("changed_at").toInstant();
        String state = row.getString("state");
        var line = new Line(
                "/desk/articles/" + row.getLong("id"),
                Optional.ofNullable(row.getString("kicker")).orElse(""),
                row.getString("headline"),
                row.getString("language"),
                words.of("state." + state),
                state,
                row.getString("saved_by"),
                time.shown(changed, words));
        return new Row(new Mark(changed, row.getLong("id")), line);
    }

    private static List<Choice> states(Words words, String chosen) {
        List<Choice> choices = new ArrayList<>();
        choices.add(new Choice("", words.of("state.any"), chosen.isEmpty()));
        STATES.forEach(state -> choices.add(new Choice(state, words.of("state." + state), state.equals(chosen))));
        return choices;
    }

    private static String next(String state, String q, Mark mark) {
        return "/desk?state=" + state + "&q=" + URLEncoder.encode(q, StandardCharsets.UTF_8) + "&before=" + mark;
    }
}
