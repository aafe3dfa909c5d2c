package depesche.api;

import depesche.account.Role;
import depesche.account.Tokens.Bearer;
import depesche.alert.AlertId;
import depesche.alert.Announced;
import depesche.alert.Announcing;
import depesche.alert.Deadline;
import depesche.alert.Deadlines;
import depesche.alert.Reach;
import depesche.article.Archive;
import depesche.article.Article;
import depesche.article.ArticleId;
import depesche.article.PublishResult;
import depesche.db.Database;
import depesche.web.Fault;
import depesche.web.Fields;
import depesche.web.Problem;
import depesche.web.Request;
import depesche.web.Response;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// `POST /api/v1/articles/{id}/publication`: the act of publishing, as a resource; and who it would reach.
final class PublicationResource {

    private final Writes writes;
    private final Announcing announcing;
    private final Reach reach;
    private final DeadlineFields deadlines;
    private final ArticleJson json;

    PublicationResource(Database db, Announcing announcing, Reach reach, Deadlines deadlines, ArticleJson json) {
        this.writes = new Writes(db);
        this.announcing = announcing;
        this.reach = reach;
        this.deadlines = new DeadlineFields(deadlines);
        this.json = json;
    }

    Response create(Request request, Bearer bearer) {
        byte[] body = request.body(Request.FORM_LIMIT);
        Fields fields = Fields.of(body);
        Optional<Boolean> withAlert = fields.flag("alert");
        Deadline deadline = deadlines.read(fields);
        if (withAlert.isEmpty() && fields.faults().isEmpty()) {
            fields.fault("alert", "missing", "alert says whether followers are told: true or false");
        }
        fields.refuseOthers();
        Optional<ArticleId> id = ArticleResource.id(request);
        if (id.isEmpty()) {
            return Response.problem(Problem.notFound("article"));
        }
        if (!fields.faults().isEmpty()) {
            return Response.problem(Problem.invalid(
                    "publication-invalid", "The article cannot be published like this", fields.faults()));
        }
        return writes.once(
                request, body, bearer, tx -> publish(tx, id.get(), new Asked(withAlert.get(), deadline), bearer));
    }

    private record Asked(boolean withAlert, Deadline deadline) {}

    private Response publish(Handle tx, ArticleId id, Asked asked, Bearer bearer) {
        boolean isBreaking = Archive.byId(tx, id)
                .filter(article -> article.revision().breaking())
                .isPresent();
        if (isBreaking && !bearer.actor().mayActAs(Role.CHIEF)) {
            return Access.forbidden(Role.CHIEF);
        }
        return answer(
                asked.withAlert() ? announcing.publish(tx, id, asked.deadline()) : announcing.publishQuietly(tx, id));
    }

    private Response answer(Announced announced) {
        return switch (announced.result()) {
            case PublishResult.Published(Article article, Instant at) -> published(article, at, announced.alert());
            case PublishResult.WasPublished(Article article, Instant at) -> published(article, at, announced.alert());
            case PublishResult.Incomplete(List<String> missing) ->
                Response.problem(Problem.invalid(
                        "article-incomplete",
                        "The article is not complete",
                        missing.stream()
                                .map(field -> new Fault(field, "missing", field + " is missing"))
                                .toList()));
            case PublishResult.UnderEmbargo(Instant until) ->
                Response.problem(Problem.conflict("under-embargo", "The article is under embargo", "until " + until));
            case PublishResult.NotPublishable(var state) ->
                Response.problem(Problem.conflict(
                        "wrong-state", "The article can no longer be published", "its state is " + state.word()));
            case PublishResult.NoSuchArticle() -> Response.problem(Problem.notFound("article"));
        };
    }

    private Response published(Article article, Instant at, Optional<AlertId> alert) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("url", json.url(article));
        answer.put("publishedAt", at.toString());
        answer.put("alertId", alert.map(Object::toString).orElse(null));
        return Response.json(200, answer);
    }

    /// `GET /api/v1/articles/{id}/reach`.
    Response reach(Request request, Bearer bearer) {
        return ArticleResource.id(request)
                .flatMap(reach::of)
                .map(PublicationResource::estimate)
                .orElseGet(() -> Response.problem(Problem.notFound("article")));
    }

    private static Response estimate(Reach.Estimate estimate) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("readers", estimate.readers());
        answer.put("instant", estimate.instant());
        answer.put("digest", estimate.digest());
        answer.put("push", estimate.push());
        answer.put("webhook", estimate.webhook());
        answer.put("overlapping", estimate.overlapping());
        answer.put("seconds", estimate.seconds());
        return Response.json(200, answer);
    }
}
