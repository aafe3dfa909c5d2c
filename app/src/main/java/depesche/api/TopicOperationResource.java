package depesche.api;

import depesche.account.Tokens.Bearer;
import depesche.article.ArticleId;
import depesche.db.Database;
import depesche.taxonomy.OperationResult;
import depesche.taxonomy.Renaming;
import depesche.taxonomy.Splitting;
import depesche.taxonomy.TopicOperation;
import depesche.taxonomy.UndoResult;
import depesche.topic.Topic;
import depesche.topic.Topics;
import depesche.web.Fault;
import depesche.web.Fields;
import depesche.web.Problem;
import depesche.web.Request;
import depesche.web.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/// `/api/v1/topics/{slug}/rename` and what else is done to topics, and `/api/v1/topic-operations/{id}/undo`.
final class TopicOperationResource {

    private static final String DRY_RUN = "dryRun";
    private static final int LONG = 500;
    private static final int MOST_ARTICLES = 10_000;

    private final Writes writes;
    private final ApiRoutes.Taxonomy use;
    private final TopicJson json;

    TopicOperationResource(Database db, ApiRoutes.Taxonomy use, TopicJson json) {
        this.writes = new Writes(db);
        this.use = use;
        this.json = json;
    }

    /// What was asked, read.
    private record Asked(byte[] body, Fields fields, boolean isDryRun) {

        static Asked of(Request request) {
            byte[] body = request.body(Request.FORM_LIMIT);
            Fields fields = Fields.of(body);
            return new Asked(body, fields, fields.flag(DRY_RUN).orElse(false));
        }
    }

    Response rename(Request request, Bearer bearer) {
        Asked asked = Asked.of(request);
        var names = new Renaming.NewNames(asked.fields().text("slug", LONG), TopicJson.labels(asked.fields()));
        return carriedOut(
                request, bearer, asked, tx -> use.renaming().rename(tx, request.part("slug"), names, bearer.actor()));
    }

    Response merge(Request request, Bearer bearer) {
        Asked asked = Asked.of(request);
        String into = asked.fields().requiredText("into", LONG);
        return carriedOut(
                request, bearer, asked, tx -> use.merging().merge(tx, request.part("slug"), into, bearer.actor()));
    }

    Response split(Request request, Bearer bearer) {
        Asked asked = Asked.of(request);
        Fields fields = asked.fields();
        String slug = fields.text("slug", LONG).orElse("");
        var part = new Splitting.Part(slug, TopicJson.labels(fields), articles(fields));
        return carriedOut(
                request, bearer, asked, tx -> use.splitting().split(tx, request.part("slug"), part, bearer.actor()));
    }

    private static List<ArticleId> articles(Fields fields) {
        Set<ArticleId> articles = new LinkedHashSet<>();
        for (String text : fields.texts("articles", MOST_ARTICLES, LONG)) {
            ArticleId.parse(text)
                    .ifPresentOrElse(
                            articles::add,
                            () -> fields.fault("articles", "not-an-id", "articles has an entry that is no id"));
        }
        return List.copyOf(articles);
    }

    /// A dry run is carried out and taken back, so that it says what would happen.
    private Response carriedOut(
            Request request, Bearer bearer, Asked asked, Function<Handle, OperationResult> operation) {
        asked.fields().refuseOthers();
        return writes.once(request, asked.body(), bearer, tx -> {
            tx.savepoint(DRY_RUN);
            Response response = answer(tx, operation.apply(tx), asked);
            if (asked.isDryRun()) {
                tx.rollbackToSavepoint(DRY_RUN);
            }
            return response;
        });
    }

    private Response answer(Handle tx, OperationResult result, Asked asked) {
        List<Fault> faults = new ArrayList<>(asked.fields().faults());
        return switch (result) {
            case OperationResult.NoSuchTopic() -> Response.problem(Problem.notFound("topic"));
            case OperationResult.Faulty(var more) -> {
                faults.addAll(more);
                yield faulty(faults);
            }
            case OperationResult.Done(TopicOperation operation, Topic topic, int articles, int follows) ->
                faults.isEmpty()
                        ? Response.json(200, told(tx, operation, topic, articles, follows, asked.isDryRun()))
                        : faulty(faults);
        };
    }

    private static Response faulty(List<Fault> faults) {
        return Response.problem(Problem.invalid("topic-operation-invalid", "This cannot be done to the topic", faults));
    }

    Response undo(Request request, Bearer bearer) {
        Optional<Long> id = Optional.of(request.part("id"))
                .filter(text -> text.matches("[1-9][0-9]{0,17}"))
                .map(Long::valueOf);
        byte[] body = request.body(Request.FORM_LIMIT);
        return writes.once(
                request,
                body,
                bearer,
                tx -> answer(
                        tx,
                        id.map(number -> use.undoing().undo(tx, number, bearer.actor()))
                                .orElseGet(UndoResult.NoSuchOperation::new)));
    }

    private Response answer(Handle tx, UndoResult result) {
        return switch (result) {
            case UndoResult.NoSuchOperation() -> Response.problem(Problem.notFound("operation on topics"));
            case UndoResult.WasUndone(var at) ->
                Response.problem(
                        Problem.conflict("operation-undone", "This was undone before", "it was undone at " + at));
            case UndoResult.NotTheNewest(long newer) ->
                Response.problem(Problem.conflict(
                        "operation-not-the-newest",
                        "Something was done to the same topic later",
                        "undo the operation " + newer + " first"));
            case UndoResult.Undone(TopicOperation operation, Topic topic, int articles, int follows) ->
                Response.json(200, told(tx, operation, topic, articles, follows, false));
        };
    }

    // STYLE 6: a dry run is told like what it foretells, but for its number.
    private Map<String, Object> told(
            Handle tx, TopicOperation operation, Topic topic, int articles, int follows, boolean isDryRun) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("id", isDryRun ? null : Long.toString(operation.id()));
        told.put("kind", operation.kind().word());
        told.put("topic", json.of(topic, Topics.tree(tx)));
        told.put("articles", articles);
        told.put("follows", follows);
        told.put("doneAt", operation.doneAt().toString());
        told.put("doneBy", operation.doneBy());
        told.put("undoneAt", operation.undoneAt().map(Object::toString).orElse(null));
        return told;
    }
}
