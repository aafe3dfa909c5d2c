package depesche.api;

import depesche.account.Tokens.Bearer;
import depesche.author.Author;
import depesche.author.AuthorId;
import depesche.author.Authors;
import depesche.db.Database;
import depesche.web.Problem;
import depesche.web.Request;
import depesche.web.Response;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `GET /api/v1/authors`: whom bylines name, in the order in which they first did.
final class AuthorList {

    private static final int PAGE = 200;
    private static final String CURSOR = "w";

    private final Database db;
    private final URI baseUrl;

    AuthorList(Database db, URI baseUrl) {
        this.db = db;
        this.baseUrl = baseUrl;
    }

    Response list(Request request, Bearer bearer) {
        Optional<Long> after = request.query("cursor").flatMap(cursor -> Cursor.decoded(CURSOR, cursor));
        if (request.query("cursor").isPresent() && after.isEmpty()) {
            return Response.problem(Problem.of(400, "malformed-query", "cursor is not one of ours"));
        }
        List<Author> found = db.read(tx -> Authors.after(tx, new AuthorId(after.orElse(0L)), PAGE + 1));
        List<Author> shown = found.stream().limit(PAGE).toList();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("items", shown.stream().map(this::json).toList());
        answer.put(
                "next",
                found.size() > PAGE
                        ? Cursor.encoded(CURSOR, shown.getLast().id().value())
                        : null);
        return Response.json(200, answer);
    }

    private Map<String, Object> json(Author author) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", Long.toString(author.id().value()));
        json.put("slug", author.slug());
        json.put("name", author.name());
        json.put("url", baseUrl + author.path());
        return json;
    }
}
