package depesche.desk;

import depesche.article.ArticleId;
import depesche.db.Database;
import depesche.story.NewStory;
import depesche.story.Story;
import depesche.suggestion.coverage.AcceptResult;
import depesche.suggestion.coverage.Acceptance;
import depesche.suggestion.coverage.Acceptance.Into;
import depesche.suggestion.coverage.Deciding;
import depesche.suggestion.coverage.DismissResult;
import depesche.suggestion.coverage.StoryProposal;
import depesche.suggestion.coverage.StoryProposals;
import depesche.web.Fault;
import depesche.web.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// What an editor does with a proposed story on the desk's page of stories.
final class StoryProposalResource {

    private static final String STORIES = "/desk/stories";
    private static final String BEFORE = "before_accepting";

    private final Database db;
    private final Deciding deciding;
    private final StoryResource stories;

    StoryProposalResource(Database db, Deciding deciding, StoryResource stories) {
        this.db = db;
        this.deciding = deciding;
        this.stories = stories;
    }

    Response accept(Visit visit) {
        if (visit.form().all("article").isEmpty()) {
            return faulty(visit, List.of(new Fault("articles", "none-chosen", "")));
        }
        return switch (db.write(tx -> undoneOnFault(tx, visit))) {
            case AcceptResult.Accepted(Story story, List<ArticleId> articles) ->
                Response.seeOther(STORIES + "?made=" + story.slug() + "&articles=" + articles.size());
            case AcceptResult.WasDecided _ -> told("decided");
            case AcceptResult.NoSuchProposal _ -> told("gone");
            case AcceptResult.Faulty(List<Fault> faults) -> faulty(visit, faults);
        };
    }

    private Response faulty(Visit visit, List<Fault> faults) {
        return stories.show(
                visit,
                422,
                Visit.NO_FORM,
                faults.stream().map(StoryProposalResource::ofProposal).toList());
    }

    /// What was made before the fault was found is not there.
    private AcceptResult undoneOnFault(Handle tx, Visit visit) {
        tx.savepoint(BEFORE);
        AcceptResult result = deciding.accept(tx, id(visit), asked(tx, visit), visit.actor());
        if (result instanceof AcceptResult.Faulty) {
            tx.rollbackToSavepoint(BEFORE);
        }
        return result;
    }

    /// The fields of the form for a new story are others.
    private static Fault ofProposal(Fault fault) {
        String code = fault.code().equals("slug-taken") ? "story-name-taken" : fault.code();
        return new Fault("proposal", code, fault.message());
    }

    private static Acceptance asked(Handle tx, Visit visit) {
        List<ArticleId> articles = visit.form().all("article").stream()
                .flatMap(text -> ArticleId.parse(text).stream())
                .toList();
        String story = visit.field("into").replace("\0", "");
        return new Acceptance(story.isEmpty() ? named(tx, visit) : new Into.Existing(story), articles);
    }

    private static Into named(Handle tx, Visit visit) {
        String name = visit.field("name").replace("\0", "").strip();
        String language = StoryProposals.byId(tx, id(visit))
                .map(StoryProposal::language)
                .map(locale -> locale.getLanguage())
                .orElse("en");
        return new Into.New(new NewStory("", Map.of(language, name)));
    }

    Response dismiss(Visit visit) {
        return told(db.write(tx -> deciding.dismiss(tx, id(visit), visit.actor())), "dismissed");
    }

    Response undo(Visit visit) {
        return told(db.write(tx -> deciding.undo(tx, id(visit))), "reopened");
    }

    private static Response told(DismissResult result, String done) {
        return switch (result) {
            case DismissResult.Done _ -> told(done);
            case DismissResult.WasDecided _ -> told("decided");
            case DismissResult.ProposedAnew _ -> told("anew");
            case DismissResult.NoSuchProposal _ -> told("gone");
        };
    }

    private static Response told(String what) {
        return Response.seeOther(STORIES + "?proposal=" + what);
    }

    /// 0, which none has, for what is no number.
    private static long id(Visit visit) {
        return Optional.of(visit.request().part("id"))
                .filter(text -> text.matches("[1-9][0-9]{0,17}"))
                .map(Long::parseLong)
                .orElse(0L);
    }
}
