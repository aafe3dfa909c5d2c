package depesche.api;

import depesche.account.Tokens.Bearer;
import depesche.preflight.article.Rehearsal;
import depesche.preflight.article.Rehearsal.Rehearsed;
import depesche.web.Problem;
import depesche.web.Request;
import depesche.web.Response;
import java.util.Locale;
import java.util.Map;

/// `GET /api/v1/articles/{id}/reach`: who would be told if the article were published now, and what is wrong with it as
/// an alert.
final class ReachResource {

    private final Rehearsal rehearsal;
    private final ReachJson json;

    ReachResource(Rehearsal rehearsal, ReachJson json) {
        this.rehearsal = rehearsal;
        this.json = json;
    }

    Response read(Request request, Bearer bearer) {
        return ArticleResource.id(request)
                .flatMap(id -> rehearsal.of(id, Locale.ENGLISH))
                .map(this::answer)
                .orElseGet(() -> Response.problem(Problem.notFound("article")));
    }

    private Response answer(Rehearsed rehearsed) {
        Map<String, Object> answer = ReachJson.numbers(rehearsed.reach());
        answer.put("preflight", json.defects(rehearsed.defects()));
        return Response.json(200, answer);
    }
}
