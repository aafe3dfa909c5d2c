package depesche.api;

import depesche.account.Tokens.Bearer;
import depesche.db.Database;
import depesche.topic.Topics;
import depesche.web.Problem;
import depesche.web.Request;
import depesche.web.Response;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/// `GET /api/v1/articles?state=&topic=&q=`: the newest first, a page at a time, by key and never by offset.
final class ArticleList {

    private static final int PAGE = 50;
    private static final String CURSOR = "a";
    private static final List<String> STATES =
            List.of("draft", "scheduled", "embargoed", "published", "killed", "spiked");

    private static final long NO_TOPIC = 0;

    private static final String SELECT = """
            select a.id, a.external_id, a.slug, a.state, a.language, a.published_at, a.changed_at,
                   r.number, r.headline, r.kicker, r.reading_minutes
              from article a
              join revision r on r.article_id = a.id and r.number = a.revision
            """;

    private final Database db;
    private final URI baseUrl;

    ArticleList(Database db, URI baseUrl) {
        this.db = db;
        this.baseUrl = baseUrl;
    }

    Response list(Request request, Bearer bearer) {
        Optional<String> state = request.query("state").filter(text -> !text.isEmpty());
        if (state.filter(word -> !STATES.contains(word)).isPresent()) {
            return Response.problem(Problem.of(400, "malformed-query", "state is one of " + String.join(", ", STATES)));
        }
        Optional<Long> before = request.query("cursor").flatMap(cursor -> Cursor.decoded(CURSOR, cursor));
        if (request.query("cursor").isPresent() && before.isEmpty()) {
            return Response.problem(Problem.of(400, "malformed-query", "cursor is not one of ours"));
        }
        List<Map<String, Object>> rows =
                rows(request, state.map(List::of).orElse(STATES), before.orElse(Long.MAX_VALUE));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("items", rows.stream().limit(PAGE).toList());
        answer.put(
                "next",
                rows.size() > PAGE
                        ? Cursor.encoded(
                                CURSOR,
                                Long.parseLong(Objects.requireNonNull(
                                                rows.get(PAGE - 1).get("id"))
                                        .toString()))
                        : null);
        return Response.json(200, answer);
    }

    private List<Map<String, Object>> rows(Request request, List<String> states, long before) {
        String q = text(request, "q");
        String topic = text(request, "topic");
        return db.read(tx -> (topic.isEmpty() ? newest(tx) : newestOf(tx, topic))
                .bindArray("states", String.class, states)
                .bind("q", q)
                .bind("before", before)
                .bind("limit", PAGE + 1)
                .map((row, _) -> entry(row))
                .list());
    }

    /// No words stand in every headline.
    private static Query newest(Handle tx) {
        return tx.createQuery(SELECT + """
                 where a.id < :before
                   and a.state = any(:states)
                   and (a.external_id = :q or strpos(lower(r.headline), lower(:q)) > 0)
                 order by a.id desc
                 limit :limit
                """);
    }

    private static Query newestOf(Handle tx, String topic) {
        return tx.createQuery(SELECT + """
                  join article_topic t on t.article_id = a.id
                 where a.id < :before
                   and t.topic_id = :topic
                   and a.state = any(:states)
                   and (a.external_id = :q or strpos(lower(r.headline), lower(:q)) > 0)
                 order by a.id desc
                 limit :limit
                """)
                .bind(
                        "topic",
                        Topics.tree(tx)
                                .bySlug(topic)
                                .map(known -> known.id().value())
                                .orElse(NO_TOPIC));
    }

    /// The database takes no NUL in a text, and none stands in it.
    private static String text(Request request, String name) {
        return request.query(name).orElse("").replace("\0", "");
    }

    private Map<String, Object> entry(ResultSet row) throws SQLException {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("id", Long.toString(row.getLong("id")));
        entry.put("externalId", row.getString("external_id"));
        entry.put("headline", row.getString("headline"));
        entry.put("kicker", row.getString("kicker"));
        entry.put("url", baseUrl + "/" + row.getLong("id") + "/" + row.getString("slug"));
        entry.put("state", row.getString("state"));
        entry.put("language", row.getString("language"));
        entry.put("revision", row.getInt("number"));
        entry.put("readingMinutes", row.getInt("reading_minutes"));
        entry.put(
                "publishedAt",
                Optional.ofNullable(row.getTimestamp("published_at"))
                        .map(at -> at.toInstant().toString())
                        .orElse(null));
        entry.put("changedAt", row.getTimestamp("changed_at").toInstant().toString());
        return entry;
    }
}
