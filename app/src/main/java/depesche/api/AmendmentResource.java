package depesche.api;

import com.fasterxml.jackson.databind.JsonNode;
import depesche.account.Tokens.Bearer;
import depesche.alert.Deadline;
import depesche.alert.Deadlines;
import depesche.alert.Retelling;
import depesche.alert.Retold;
import depesche.article.AmendResult;
import depesche.article.Amendment;
import depesche.article.Archive;
import depesche.article.Article;
import depesche.article.ArticleState;
import depesche.article.Notice;
import depesche.article.Submission;
import depesche.db.Database;
import depesche.web.Fault;
import depesche.web.Fields;
import depesche.web.Problem;
import depesche.web.Request;
import depesche.web.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// `POST /api/v1/articles/{id}/update`, `…/correction`, `…/kill`, `…/reply`: what is done to a published article in
/// public, each with the alert to those who were told before.
final class AmendmentResource {

    private static final int LARGEST = 8 * 1024 * 1024;
    private static final int LONG = 2_000_000;

    private final Writes writes;
    private final Retelling retelling;
    private final DeadlineFields deadlines;

    AmendmentResource(Database db, Retelling retelling, Deadlines deadlines) {
        this.writes = new Writes(db);
        this.retelling = retelling;
        this.deadlines = new DeadlineFields(deadlines);
    }

    /// Reads one kind of amendment from JSON; faults go to the fields.
    @FunctionalInterface
    private interface Reading {
        Asked read(Handle tx, Fields fields, Article article, JsonNode sent);
    }

    private record Asked(Amendment amendment, Deadline deadline) {}

    Response update(Request request, Bearer bearer) {
        return amend(request, bearer, this::updateOf);
    }

    Response correct(Request request, Bearer bearer) {
        return amend(request, bearer, this::correctionOf);
    }

    Response kill(Request request, Bearer bearer) {
        return amend(request, bearer, (_, fields, _, _) -> {
            var kill = new Amendment.Kill(fields.requiredText("reason", LONG));
            fields.refuseOthers();
            return new Asked(kill, Deadline.usual());
        });
    }

    Response reply(Request request, Bearer bearer) {
        return amend(request, bearer, (_, fields, _, _) -> {
            Deadline deadline = deadlines.read(fields);
            var reply = new Amendment.Reply(
                    fields.requiredText("headline", LONG),
                    fields.requiredText("body", LONG),
                    fields.requiredText("of", LONG));
            fields.refuseOthers();
            return new Asked(reply, deadline);
        });
    }

    private Asked updateOf(Handle tx, Fields fields, Article article, JsonNode sent) {
        Deadline deadline = deadlines.read(fields);
        Optional<String> note = fields.text("note", LONG);
        if (sent.isEmpty()) {
            fields.fault("note", "missing", "an update has a note or changes something");
        }
        return new Asked(new Amendment.Update(note, changed(tx, fields, article, sent)), deadline);
    }

    private Asked correctionOf(Handle tx, Fields fields, Article article, JsonNode sent) {
        Deadline deadline = deadlines.read(fields);
        String note = fields.requiredText("note", LONG);
        return new Asked(new Amendment.Correction(note, changed(tx, fields, article, sent)), deadline);
    }

    private static Submission changed(Handle tx, Fields fields, Article article, JsonNode sent) {
        return ArticleFields.ofChange(fields, sent, article, tx);
    }

    private Response amend(Request request, Bearer bearer, Reading reading) {
        byte[] body = request.body(LARGEST);
        JsonNode sent = ArticleResource.object(body);
        return writes.once(request, body, bearer, tx -> amend(tx, request, bearer, sent, reading));
    }

    private Response amend(Handle tx, Request request, Bearer bearer, JsonNode sent, Reading reading) {
        Optional<Article> article = ArticleResource.id(request).flatMap(id -> Archive.byId(tx, id));
        if (article.isEmpty()) {
            return Response.problem(Problem.notFound("article"));
        }
        if (!article.get().state().isPublic()) {
            return wrongState(article.get().state());
        }
        Fields fields = Fields.of(sent);
        Asked asked = reading.read(tx, fields, article.get(), sent);
        return answer(
                retelling.amend(tx, article.get().id(), asked.amendment(), bearer.actor(), asked.deadline()),
                fields.faults());
    }

    /// What the reading of the fields found goes with what the article found; what was done is then undone.
    private static Response answer(Retold retold, List<Fault> read) {
        return switch (retold.result()) {
            case AmendResult.Amended(var _, Article article, Notice _) ->
                read.isEmpty() ? amended(article, retold) : invalid(read, List.of());
            case AmendResult.Faulty(List<Fault> found) -> invalid(read, found);
            case AmendResult.NotPublished(ArticleState state) -> wrongState(state);
            case AmendResult.NoSuchArticle() -> Response.problem(Problem.notFound("article"));
        };
    }

    private static Response amended(Article article, Retold retold) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("revision", article.revision().number());
        answer.put("alertId", retold.alert().map(Object::toString).orElse(null));
        return Response.json(200, answer);
    }

    private static Response invalid(List<Fault> read, List<Fault> found) {
        List<Fault> faults = new ArrayList<>(read);
        found.stream()
                .filter(fault -> read.stream().noneMatch(known -> known.field().equals(fault.field())))
                .forEach(faults::add);
        return Response.problem(
                Problem.invalid("amendment-invalid", "The article cannot be amended like this", faults));
    }

    private static Response wrongState(ArticleState state) {
        return Response.problem(
                Problem.conflict("wrong-state", "Only a published article is amended", "its state is " + state.word()));
    }
}
