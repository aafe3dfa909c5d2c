package depesche.api;

import depesche.account.Role;
import depesche.account.Tokens.Bearer;
import depesche.alert.AlertId;
import depesche.alert.Announced;
import depesche.alert.Announcing;
import depesche.alert.Deadline;
import depesche.alert.Deadlines;
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

/// `POST /api/v1/articles/{id}/publication`: the act of publishing, as a resource.
final class PublicationResource {

    private final Writes writes;
    private final Announcing announcing;
    private final DeadlineFields deadlines;
    private final RehearsalResource rehearsals;
    private final ArticleJson json;

    PublicationResource(
            Database db, Announcing announcing, Deadlines deadlines, RehearsalResource rehearsals, ArticleJson json) {
        this.writes = new Writes(db);
        this.announcing = announcing;
        this.deadlines = new DeadlineFields(deadlines);
        this.rehearsals = rehearsals;
        this.json = json;
    }

    Response create(Request request, Bearer bearer) {
        byte[] body = request.body(Request.FORM_LIMIT);
        Fields fields = Fields.of(body);
        var asked = new Asked(fields.flag("alert"), fields.flag("dryRun").orElse(false), deadlines.read(fields));
        if (asked.withAlert().isEmpty() && fields.faults().isEmpty()) {
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
        return asked.isDry()
                ? rehearsals.dryRun(id.get())
                : writes.once(request, body, bearer, tx -> publish(tx, id.get(), asked, bearer));
    }

    /// @param withAlert empty only with a fault
    private record Asked(Optional<Boolean> withAlert, boolean isDry, Deadline deadline) {}

    private Response publish(Handle tx, ArticleId id, Asked asked, Bearer bearer) {
        boolean isBreaking = Archive.byId(tx, id)
                .filter(article -> article.revision().breaking())
                .isPresent();
        if (isBreaking && !bearer.actor().mayActAs(Role.CHIEF)) {
            return Access.forbidden(Role.CHIEF);
        }
        return answer(
                asked.withAlert().orElse(false)
                        ? announcing.publish(tx, id, asked.deadline())
                        : announcing.publishQuietly(tx, id));
    }

    private Response answer(Announced announced) {
        return switch (announced.result()) {
            case PublishResult.Published(Article article, Instant at) -> published(article, at, announced.alert());
            case PublishResult.WasPublished(Article article, Instant at) -> published(article, at, announced.alert());
            case PublishResult.Incomplete(List<String> missing) -> incomplete(missing);
            case PublishResult.UnderEmbargo(Instant until) ->
                Response.problem(Problem.conflict("under-embargo", "The article is under embargo", "until " + until));
            case PublishResult.NotPublishable(var state) ->
                Response.problem(Problem.conflict(
                        "wrong-state", "The article can no longer be published", "its state is " + state.word()));
            case PublishResult.NoSuchArticle() -> Response.problem(Problem.notFound("article"));
        };
    }

    static Response incomplete(List<String> missing) {
        return Response.problem(Problem.invalid(
                "article-incomplete",
                "The article is not complete",
                missing.stream()
                        .map(field -> new Fault(field, "missing", field + " is missing"))
                        .toList()));
    }

    private Response published(Article article, Instant at, Optional<AlertId> alert) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("url", json.url(article));
        answer.put("publishedAt", at.toString());
        answer.put("alertId", alert.map(Object::toString).orElse(null));
        return Response.json(200, answer);
    }
}
