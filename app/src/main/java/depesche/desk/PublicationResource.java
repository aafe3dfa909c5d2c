package depesche.desk;

import depesche.account.Role;
import depesche.alert.AlertId;
import depesche.alert.Announced;
import depesche.alert.Announcing;
import depesche.alert.Deadline;
import depesche.article.Archive;
import depesche.article.Article;
import depesche.article.ArticleId;
import depesche.article.PublishResult;
import depesche.db.Database;
import depesche.web.Problem;
import depesche.web.Refusal;
import depesche.web.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// `/desk/articles/{id}/publication`: who would be told, and the act of publishing as a resource.
final class PublicationResource {

    private final Database db;
    private final Announcing announcing;
    private final PublicationView view;
    private final Pages pages;
    private final NewsroomTime time;

    PublicationResource(Database db, Announcing announcing, PublicationView view, Pages pages, NewsroomTime time) {
        this.db = db;
        this.announcing = announcing;
        this.view = view;
        this.pages = pages;
        this.time = time;
    }

    Response show(Visit visit) {
        return article(visit).map(article -> show(visit, 200, article)).orElseGet(() -> unknown(visit));
    }

    /// Again: the first answer, so neither a second press nor a reload sends twice.
    Response create(Visit visit) {
        Optional<Article> article = article(visit);
        String alert = visit.field("alert");
        if (article.isEmpty() || !List.of("with", "without").contains(alert)) {
            return unknown(visit);
        }
        Role needed = article.get().revision().breaking() ? Role.CHIEF : Role.EDITOR;
        if (!visit.mayActAs(needed)) {
            return pages.wrongRole(visit, needed);
        }
        Optional<Deadline> deadline = DeadlineChoices.chosen(visit);
        if (deadline.isEmpty()) {
            return pages.problem(visit, Problem.of(400, "malformed-form", "No such " + DeadlineChoices.FIELD));
        }
        try {
            return answer(visit, article.get(), db.write(tx -> publish(tx, visit, article.get(), deadline.get())));
        } catch (Refusal seenOther) {
            return pages.problem(visit, seenOther.problem());
        }
    }

    /// Only what the editor saw: a revision that came between is not published unseen.
    private Announced publish(Handle tx, Visit visit, Article article, Deadline deadline) {
        Announced announced = visit.field("alert").equals("with")
                ? announcing.publish(tx, article.id(), deadline)
                : announcing.publishQuietly(tx, article.id());
        if (announced.result() instanceof PublishResult.Published(Article published, Instant _)
                && !visit.field("revision")
                        .equals(Integer.toString(published.revision().number()))) {
            String by = visit.words()
                    .of("publication.edited-since", "name", published.revision().savedBy());
            throw new Refusal(Problem.conflict("edited-since", "", by));
        }
        return announced;
    }

    private Response answer(Visit visit, Article article, Announced announced) {
        return switch (announced.result()) {
            case PublishResult.Published _, PublishResult.WasPublished _ ->
                Response.seeOther(announced
                        .alert()
                        .map(PublicationResource::path)
                        .orElse("/desk/articles/" + article.id() + "/publication"));
            case PublishResult.Incomplete _ -> show(visit, 422, article);
            case PublishResult.UnderEmbargo(Instant until) ->
                pages.problem(
                        visit,
                        Problem.conflict(
                                "under-embargo",
                                "",
                                visit.words()
                                        .of(
                                                "publication.until",
                                                Map.of(
                                                        "at",
                                                        time.shown(until, visit.words())
                                                                .text()))));
            case PublishResult.NotPublishable(var state) ->
                pages.problem(
                        visit, Problem.conflict("wrong-state", "", visit.words().of("state." + state.word())));
            case PublishResult.NoSuchArticle() -> unknown(visit);
        };
    }

    static String path(AlertId alert) {
        return "/desk/alerts/" + alert;
    }

    private Response show(Visit visit, int status, Article article) {
        return pages.page(visit, status, visit.words().of("publication"), view.of(visit, article));
    }

    private Optional<Article> article(Visit visit) {
        return ArticleId.parse(visit.request().part("id")).flatMap(id -> db.read(tx -> Archive.byId(tx, id)));
    }

    private Response unknown(Visit visit) {
        return pages.problem(visit, Problem.notFound("article"));
    }
}
