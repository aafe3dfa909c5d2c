package depesche.api;

import com.fasterxml.jackson.databind.JsonNode;
import depesche.account.Role;
import depesche.account.Tokens.Bearer;
import depesche.alert.Announcing;
import depesche.article.Archive;
import depesche.article.Article;
import depesche.article.ArticleId;
import depesche.article.ArticleNotices;
import depesche.article.ArticleState;
import depesche.article.SaveResult;
import depesche.article.SpikeResult;
import depesche.article.Submission;
import depesche.article.Writing;
import depesche.db.Database;
import depesche.topic.TopicTree;
import depesche.topic.Topics;
import depesche.web.Fields;
import depesche.web.Json;
import depesche.web.Problem;
import depesche.web.Refusal;
import depesche.web.Request;
import depesche.web.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;

/// `/api/v1/articles`: writing, reading and editing one article.
final class ArticleResource {

    private static final int LARGEST = 8 * 1024 * 1024;

    private final Database db;
    private final Writes writes;
    private final Writing writing;
    private final Announcing announcing;
    private final ArticleJson json;

    ArticleResource(Database db, Writing writing, Announcing announcing, ArticleJson json) {
        this.db = db;
        this.writes = new Writes(db);
        this.writing = writing;
        this.announcing = announcing;
        this.json = json;
    }

    Response create(Request request, Bearer bearer) {
        byte[] body = request.body(LARGEST);
        JsonNode sent = object(body);
        Fields fields = Fields.of(sent);
        var submission = ArticleFields.ofNew(fields, sent);
        if (!bearer.actor().mayActAs(neededFor(submission))) {
            return Access.forbidden(neededFor(submission));
        }
        return writes.once(request, body, bearer, tx -> {
            SaveResult result = writing.create(tx, submission, bearer.actor());
            return answer(tx, withFaults(result, fields), 201);
        });
    }

    Response read(Request request, Bearer bearer) {
        return db.inSnapshot(tx -> id(request)
                .flatMap(id -> Archive.byId(tx, id))
                .map(article -> found(tx, article, 200))
                .orElseGet(() -> Response.problem(Problem.notFound("article"))));
    }

    Response change(Request request, Bearer bearer) {
        byte[] body = request.body(LARGEST);
        Optional<OptionalInt> seen = request.header("If-Match").map(ArticleResource::revision);
        if (seen.isEmpty()) {
            return Response.problem(Problem.of(428, "if-match-needed", "PUT needs If-Match with the revision seen"));
        }
        if (seen.get().isEmpty()) {
            return Response.problem(Problem.of(412, "edited-since", "If-Match names no revision of this article"));
        }
        JsonNode sent = object(body);
        return writes.once(request, body, bearer, tx -> change(tx, request, seen.get(), sent, bearer));
    }

    private Response change(Handle tx, Request request, OptionalInt seen, JsonNode sent, Bearer bearer) {
        Optional<Article> before = id(request).flatMap(id -> Archive.byId(tx, id));
        if (before.isEmpty()) {
            return Response.problem(Problem.notFound("article"));
        }
        if (before.get().state().isPublic() && !bearer.actor().mayActAs(Role.EDITOR)) {
            return Access.forbidden(Role.EDITOR);
        }
        Fields fields = Fields.of(sent);
        var submission = ArticleFields.ofChange(fields, sent, before.get(), tx);
        if (!bearer.actor().mayActAs(neededFor(submission))) {
            return Access.forbidden(neededFor(submission));
        }
        SaveResult result = writing.edit(tx, before.get().id(), seen, submission, bearer.actor());
        if (result instanceof SaveResult.Saved(Article after, boolean _)) {
            announcing.announceAdded(tx, before.get(), after);
        }
        return answer(tx, withFaults(result, fields), 200);
    }

    /// Again: the same answer. Who drops what is planned takes back a publication.
    Response spike(Request request, Bearer bearer) {
        return db.write(tx -> {
            Optional<Article> found = id(request).flatMap(id -> Archive.byId(tx, id));
            if (found.isEmpty()) {
                return Response.problem(Problem.notFound("article"));
            }
            boolean isPlanned = found.get().state() instanceof ArticleState.Scheduled;
            if (isPlanned && !bearer.actor().mayActAs(Role.EDITOR)) {
                return Access.forbidden(Role.EDITOR);
            }
            return answer(writing.spike(tx, found.get().id()));
        });
    }

    private static Response answer(SpikeResult result) {
        return switch (result) {
            case SpikeResult.Spiked _ -> Response.empty(204);
            case SpikeResult.WasPublic(ArticleState state) ->
                Response.problem(Problem.conflict(
                        "wrong-state",
                        "Only an article that was never published is spiked",
                        "its state is " + state.word()));
            case SpikeResult.NoSuchArticle _ -> Response.problem(Problem.notFound("article"));
        };
    }

    /// Who sets a time for publication publishes.
    private static Role neededFor(Submission submission) {
        if (submission.publishAt().isEmpty()) {
            return Role.REPORTER;
        }
        return submission.breaking() ? Role.CHIEF : Role.EDITOR;
    }

    /// What the reading of the fields found goes with what the article found.
    private static SaveResult withFaults(SaveResult result, Fields fields) {
        if (fields.faults().isEmpty()) {
            return result;
        }
        var faults = new ArrayList<>(fields.faults());
        if (result instanceof SaveResult.Faulty(var more)) {
            more.stream()
                    .filter(fault ->
                            faults.stream().noneMatch(known -> known.field().equals(fault.field())))
                    .forEach(faults::add);
        }
        return new SaveResult.Faulty(faults);
    }

    private Response answer(Handle tx, SaveResult result, int status) {
        return switch (result) {
            case SaveResult.Saved(Article article, boolean _) -> found(tx, article, status);
            case SaveResult.Faulty(var faults) ->
                Response.problem(Problem.invalid("article-invalid", "The article cannot be saved like this", faults));
            case SaveResult.ExternalIdTaken(ArticleId by) ->
                Response.problem(Problem.conflict(
                        "external-id-taken", "Another article has this externalId", "it is article " + by));
            case SaveResult.EditedSince(int revision, String by) ->
                Response.problem(new Problem(
                        412,
                        "edited-since",
                        "The article was edited meanwhile",
                        Optional.of("revision " + revision + " by " + by),
                        List.of()));
            case SaveResult.NotEditable(var state) ->
                Response.problem(Problem.conflict(
                        "wrong-state", "The article can no longer be edited", "its state is " + state.word()));
            case SaveResult.NoSuchArticle() -> Response.problem(Problem.notFound("article"));
        };
    }

    private Response found(Handle tx, Article article, int status) {
        TopicTree topics = Topics.tree(tx);
        Map<String, Object> whole = json.whole(article, topics, ArticleJson.story(tx, article.revision()));
        whole.put("wire", WireFacts.of(tx, article.id()).orElse(null));
        whole.put(
                "notices",
                ArticleNotices.of(tx, article.id()).stream()
                        .map(ArticleJson::notice)
                        .toList());
        Response response = Response.json(status, whole)
                .with("ETag", "\"" + article.revision().number() + "\"");
        return status == 201 ? response.with("Location", "/api/v1/articles/" + article.id()) : response;
    }

    static Optional<ArticleId> id(Request request) {
        return ArticleId.parse(request.part("id"));
    }

    static JsonNode object(byte[] body) {
        return Json.read(body)
                .filter(JsonNode::isObject)
                .orElseThrow(() -> new Refusal(Problem.of(400, "malformed-json", "The body is not one JSON object")));
    }

    /// `"3"`, `W/"3"` or `3`.
    static OptionalInt revision(String tag) {
        String number = tag.replaceFirst("^W/", "").replace("\"", "").trim();
        return number.matches("[0-9]{1,9}") ? OptionalInt.of(Integer.parseInt(number)) : OptionalInt.empty();
    }
}
