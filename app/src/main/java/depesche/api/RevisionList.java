package depesche.api;

import depesche.account.Tokens.Bearer;
import depesche.article.ArticleId;
import depesche.db.Database;
import depesche.web.Problem;
import depesche.web.Request;
import depesche.web.Response;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `GET /api/v1/articles/{id}/revisions`: every saved form of an article, the newest first.
final class RevisionList {

    private static final int MOST = 500;

    private final Database db;

    RevisionList(Database db) {
        this.db = db;
    }

    Response list(Request request, Bearer bearer) {
        Optional<ArticleId> id = ArticleResource.id(request);
        List<Map<String, Object>> items = id.map(this::items).orElse(List.of());
        if (items.isEmpty()) {
            return Response.problem(Problem.notFound("article"));
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("items", items);
        answer.put("next", null);
        return Response.json(200, answer);
    }

    private List<Map<String, Object>> items(ArticleId id) {
        return db.read(handle -> handle.createQuery("""
                select r.number, r.headline, r.kicker, r.standfirst, r.teaser, r.body, r.reading_minutes, r.saved_at,
                       r.saved_by,
                       array (select t.slug
                                from unnest(r.topics) with ordinality as chosen (id, place)
                                join topic t on t.id = chosen.id
                               order by chosen.place) as topics
                  from revision r
                 where r.article_id = :article
                 order by r.number desc
                 limit :most
                """)
                .bind("article", id.value())
                .bind("most", MOST)
                .map((row, _) -> entry(row))
                .list());
    }

    private static Map<String, Object> entry(ResultSet row) throws SQLException {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("number", row.getInt("number"));
        for (String text : List.of("headline", "kicker", "standfirst", "teaser", "body")) {
            entry.put(text, row.getString(text));
        }
        entry.put("topics", List.of((String[]) row.getArray("topics").getArray()));
        entry.put("readingMinutes", row.getInt("reading_minutes"));
        entry.put("savedAt", row.getTimestamp("saved_at").toInstant().toString());
        entry.put("savedBy", row.getString("saved_by"));
        return entry;
    }
}
