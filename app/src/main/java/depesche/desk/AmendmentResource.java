package depesche.desk;

import depesche.account.Role;
import depesche.alert.AlertId;
import depesche.alert.Deadline;
import depesche.alert.Retelling;
import depesche.alert.Retold;
import depesche.article.AmendResult;
import depesche.article.Amendment;
import depesche.article.Archive;
import depesche.article.Article;
import depesche.article.ArticleId;
import depesche.article.Submission;
import depesche.db.Database;
import depesche.web.Fault;
import depesche.web.Problem;
import depesche.web.Refusal;
import depesche.web.Response;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// `/desk/articles/{id}/amendment`: update, correct, kill, print a right of reply. Says first whom it reaches, and asks
/// once more before a kill.
final class AmendmentResource {

    private final Database db;
    private final Retelling retelling;
    private final AmendmentView view;
    private final Pages pages;
    private final NewsroomTime time;

    AmendmentResource(Database db, Retelling retelling, AmendmentView view, Pages pages, NewsroomTime time) {
        this.db = db;
        this.retelling = retelling;
        this.view = view;
        this.pages = pages;
        this.time = time;
    }

    Response show(Visit visit) {
        return article(visit)
                .filter(article -> article.state().isPublic())
                .map(article -> show(visit, 200, article, List.of()))
                .orElseGet(() -> unknown(visit));
    }

    Response create(Visit visit) {
        Optional<Article> found = article(visit);
        String kind = visit.field("kind");
        if (found.isEmpty() || !List.of("update", "correction", "reply", "kill").contains(kind)) {
            return unknown(visit);
        }
        if (!kind.equals("update") && !visit.mayActAs(Role.CHIEF)) {
            return pages.wrongRole(visit, Role.CHIEF);
        }
        boolean asks = kind.equals("kill")
                && !visit.field("reason").isBlank()
                && !visit.field("sure").equals("yes");
        if (asks && found.get().state().isPublic()) {
            return pages.page(visit, visit.words().of("amend.kill"), view.kill(visit, found.get()));
        }
        return amend(visit, found.get());
    }

    /// Only what was seen is amended: the text in the form may be older than what somebody else has saved.
    private Response amend(Visit visit, Article article) {
        var reading = new ArticleReading(view.typed(visit, article), Optional.of(article), time);
        Amendment amendment = amendment(visit, reading.submission());
        Optional<Deadline> deadline = DeadlineChoices.chosen(visit);
        if (deadline.isEmpty()) {
            return pages.problem(visit, Problem.of(400, "malformed-form", "No such " + DeadlineChoices.FIELD));
        }
        try {
            return answer(visit, article, db.write(tx -> amend(tx, visit, article.id(), amendment, deadline.get())));
        } catch (Refusal _) {
            Article newer = article(visit).orElse(article);
            return show(visit, 409, newer, List.of(new Fault("note", "edited-since", edited(visit, newer))));
        }
    }

    /// Refused, and nothing is done, if somebody else saved meanwhile.
    private Retold amend(Handle tx, Visit visit, ArticleId id, Amendment amendment, Deadline deadline) {
        Retold retold = retelling.amend(tx, id, amendment, visit.actor(), deadline);
        if (retold.result() instanceof AmendResult.Amended(Article before, var _, var _)
                && !visit.field("revision")
                        .equals(Integer.toString(before.revision().number()))) {
            throw new Refusal(Problem.conflict("edited-since", "", "somebody else saved meanwhile"));
        }
        return retold;
    }

    private Response answer(Visit visit, Article article, Retold retold) {
        return switch (retold.result()) {
            case AmendResult.Amended _ -> Response.seeOther(onward(article, retold.alert()));
            case AmendResult.Faulty(List<Fault> faults) ->
                show(
                        visit,
                        422,
                        article,
                        faults.stream().map(fault -> here(visit, fault)).toList());
            case AmendResult.NotPublished(var state) ->
                pages.problem(
                        visit, Problem.conflict("wrong-state", "", visit.words().of("state." + state.word())));
            case AmendResult.NoSuchArticle() -> unknown(visit);
        };
    }

    private static String edited(Visit visit, Article article) {
        return visit.words().of("amend.edited-since", "name", article.revision().savedBy());
    }

    private static Amendment amendment(Visit visit, Submission text) {
        return switch (visit.field("kind")) {
            case "update" -> new Amendment.Update(Optional.of(visit.field("note")), text);
            case "correction" -> new Amendment.Correction(visit.field("note"), text);
            case "reply" ->
                new Amendment.Reply(visit.field("replyHeadline"), visit.field("replyBody"), visit.field("of"));
            default -> new Amendment.Kill(visit.field("reason"));
        };
    }

    /// The reply has fields of its own beside those of the article.
    private static Fault here(Visit visit, Fault fault) {
        boolean isReply = visit.field("kind").equals("reply");
        String field = !isReply
                ? fault.field()
                : switch (fault.field()) {
                    case "headline" -> "replyHeadline";
                    case "body" -> "replyBody";
                    default -> fault.field();
                };
        return new Fault(field, fault.code(), fault.message());
    }

    private static String onward(Article article, Optional<AlertId> alert) {
        return alert.map(PublicationResource::path).orElse("/desk/articles/" + article.id() + "/publication");
    }

    private Response show(Visit visit, int status, Article article, List<Fault> faults) {
        return pages.page(visit, status, visit.words().of("amend"), view.page(visit, article, faults));
    }

    private Optional<Article> article(Visit visit) {
        return ArticleId.parse(visit.request().part("id")).flatMap(id -> db.read(tx -> Archive.byId(tx, id)));
    }

    private Response unknown(Visit visit) {
        return pages.problem(visit, Problem.notFound("article"));
    }
}
