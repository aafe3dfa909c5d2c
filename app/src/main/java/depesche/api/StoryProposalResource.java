package depesche.api;

import depesche.account.Tokens.Bearer;
import depesche.article.ArticleId;
import depesche.db.Database;
import depesche.story.NewStory;
import depesche.story.Stories;
import depesche.story.Story;
import depesche.suggestion.coverage.AcceptResult;
import depesche.suggestion.coverage.Acceptance;
import depesche.suggestion.coverage.Acceptance.Into;
import depesche.suggestion.coverage.Deciding;
import depesche.suggestion.coverage.DismissResult;
import depesche.suggestion.coverage.StoryProposal;
import depesche.suggestion.coverage.StoryProposals;
import depesche.web.Fault;
import depesche.web.Fields;
import depesche.web.Problem;
import depesche.web.Request;
import depesche.web.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// `/api/v1/story-proposals`.
final class StoryProposalResource {

    private static final int MOST = 200;
    private static final int LONG = 500;

    private final Database db;
    private final Writes writes;
    private final Deciding deciding;
    private final StoryJson json;

    StoryProposalResource(Database db, Deciding deciding, StoryJson json) {
        this.db = db;
        this.writes = new Writes(db);
        this.deciding = deciding;
        this.json = json;
    }

    /// Those that wait for a decision; or, with `state=dismissed`, the last dismissed.
    Response list(Request request, Bearer bearer) {
        String state = request.query("state").orElse("open");
        return switch (state) {
            case "open" -> listed(db.read(tx -> StoryProposals.open(tx, MOST)));
            case "dismissed" -> listed(db.read(tx -> StoryProposals.dismissed(tx, MOST)));
            default -> Response.problem(Problem.of(400, "malformed-query", "state is open or dismissed"));
        };
    }

    private Response listed(List<StoryProposal> proposals) {
        return db.read(tx -> Response.json(
                200, Map.of("items", proposals.stream().map(one -> of(tx, one)).toList())));
    }

    private Map<String, Object> of(Handle tx, StoryProposal proposal) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("id", Long.toString(proposal.id()));
        told.put("state", proposal.decision().map(it -> it.kind().word()).orElse("open"));
        told.put(
                "story",
                proposal.story()
                        .flatMap(id -> Stories.byIds(tx, List.of(id)).stream().findFirst())
                        .map(json::of)
                        .orElse(null));
        told.put("name", proposal.name());
        told.put("language", proposal.language().toLanguageTag());
        told.put("words", proposal.words());
        told.put("articles", proposal.articles().stream().map(this::of).toList());
        told.put("madeAt", proposal.madeAt().toString());
        return told;
    }

    private Map<String, Object> of(StoryProposal.Member article) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("id", article.id().toString());
        told.put("headline", article.headline());
        told.put("url", json.baseUrl() + article.path());
        told.put("publishedAt", article.publishedAt().toString());
        return told;
    }

    Response accept(Request request, Bearer bearer) {
        byte[] body = request.body(Request.FORM_LIMIT);
        Fields fields = body.length == 0 ? Fields.of("{}".getBytes(StandardCharsets.UTF_8)) : Fields.of(body);
        Acceptance asked = new Acceptance(into(fields), articles(fields));
        fields.refuseOthers();
        return writes.once(
                request, body, bearer, tx -> answer(deciding.accept(tx, id(request), asked, bearer.actor()), fields));
    }

    private Into into(Fields fields) {
        Optional<String> story = fields.text("story", LONG);
        String slug = fields.text("slug", LONG).orElse("");
        Map<String, String> labels = json.labels(fields);
        boolean isNew = !slug.isEmpty() || !labels.isEmpty();
        if (story.isPresent() && isNew) {
            fields.fault("story", "one-of-both", "name a story that is there, or the labels of a new one");
        }
        return story.<Into>map(Into.Existing::new)
                .orElseGet(() -> isNew ? new Into.New(new NewStory(slug, labels)) : new Into.Proposed());
    }

    private static List<ArticleId> articles(Fields fields) {
        List<ArticleId> articles = new ArrayList<>();
        for (String text : fields.texts("articles", MOST, LONG)) {
            ArticleId.parse(text)
                    .ifPresentOrElse(
                            articles::add,
                            () -> fields.fault("articles", "not-an-id", "articles has an entry that is no id"));
        }
        return articles;
    }

    private Response answer(AcceptResult result, Fields fields) {
        List<Fault> faults = new ArrayList<>(fields.faults());
        return switch (result) {
            case AcceptResult.NoSuchProposal() -> unknown();
            case AcceptResult.WasDecided(var decision) -> decided(decision);
            case AcceptResult.Faulty(List<Fault> more) -> {
                faults.addAll(more);
                yield faulty(faults);
            }
            case AcceptResult.Accepted(Story story, List<ArticleId> articles) ->
                faults.isEmpty() ? Response.json(200, accepted(story, articles)) : faulty(faults);
        };
    }

    private Map<String, Object> accepted(Story story, List<ArticleId> articles) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("story", json.of(story));
        told.put("articles", articles.stream().map(ArticleId::toString).toList());
        return told;
    }

    private static Response faulty(List<Fault> faults) {
        return Response.problem(Problem.invalid("story-invalid", "The proposal cannot be accepted like this", faults));
    }

    Response dismiss(Request request, Bearer bearer) {
        byte[] body = request.body(Request.FORM_LIMIT);
        return writes.once(request, body, bearer, tx -> answer(tx, deciding.dismiss(tx, id(request), bearer.actor())));
    }

    Response undo(Request request, Bearer bearer) {
        byte[] body = request.body(Request.FORM_LIMIT);
        return writes.once(request, body, bearer, tx -> answer(tx, deciding.undo(tx, id(request))));
    }

    private Response answer(Handle tx, DismissResult result) {
        return switch (result) {
            case DismissResult.Done(StoryProposal proposal) -> Response.json(200, of(tx, proposal));
            case DismissResult.WasDecided(StoryProposal proposal) ->
                proposal.decision()
                        .map(StoryProposalResource::decided)
                        .orElseGet(() -> conflict("it waits for a decision"));
            case DismissResult.ProposedAnew() -> conflict("its articles are in a newer proposal");
            case DismissResult.NoSuchProposal() -> unknown();
        };
    }

    private static Response decided(StoryProposal.Decision decision) {
        return conflict("it was " + decision.kind().word() + " at " + decision.at() + " by " + decision.by());
    }

    private static Response conflict(String detail) {
        return Response.problem(
                Problem.conflict("story-proposal-decided", "The proposal does not wait for this", detail));
    }

    private static Response unknown() {
        return Response.problem(Problem.notFound("proposed story"));
    }

    /// 0, which none has, for what is no number.
    private static long id(Request request) {
        return Optional.of(request.part("id"))
                .filter(text -> text.matches("[1-9][0-9]{0,17}"))
                .map(Long::parseLong)
                .orElse(0L);
    }
}
