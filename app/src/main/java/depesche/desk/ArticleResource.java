package depesche.desk;

import depesche.account.Role;
import depesche.alert.AlertId;
import depesche.article.Archive;
import depesche.article.Article;
import depesche.article.ArticleId;
import depesche.article.ArticleState;
import depesche.article.SaveResult;
import depesche.desk.ArticleFormPage.Notice;
import depesche.desk.ArticleFormPage.Rights;
import depesche.desk.ArticleSaving.Saving;
import depesche.web.Fault;
import depesche.web.Problem;
import depesche.web.Response;
import java.util.List;
import java.util.Optional;

/// `/desk/articles/{id}`: the form in which an article is written.
final class ArticleResource {

    private final Archive archive;
    private final TopicAdvice topics;
    private final ArticleSaving saving;
    private final PictureUpload pictures;
    private final Pages pages;
    private final NewsroomTime time;

    ArticleResource(
            Archive archive,
            TopicAdvice topics,
            ArticleSaving saving,
            PictureUpload pictures,
            Pages pages,
            NewsroomTime time) {
        this.archive = archive;
        this.topics = topics;
        this.saving = saving;
        this.pictures = pictures;
        this.pages = pages;
        this.time = time;
    }

    Response empty(Visit visit) {
        return showNew(visit, 200, Typed.blank(pages.paperLanguage()), List.of());
    }

    Response form(Visit visit) {
        return found(visit).map(article -> stored(visit, article)).orElseGet(() -> unknown(visit));
    }

    Response create(Visit visit) {
        var upload = pictures.take(Typed.of(visit.form()), Typed.blank(""), visit.form());
        if (asksForTopics(visit)) {
            return showNew(visit, 200, withTopic(visit, upload.typed()), upload.faults());
        }
        return answer(
                visit, Optional.empty(), upload.typed(), saving.create(upload.typed(), upload.faults(), visit.actor()));
    }

    Response change(Visit visit) {
        Optional<Article> before = found(visit);
        if (before.isEmpty()) {
            return unknown(visit);
        }
        Typed saved = Typed.of(before.get(), topics, time);
        var upload = pictures.take(Typed.of(visit.form()), saved, visit.form());
        if (asksForTopics(visit)) {
            return advised(visit, before.get(), upload.typed(), upload.faults());
        }
        var order =
                new ArticleSaving.Order(before.get().id(), visit.field("revision"), upload.typed(), upload.faults());
        return answer(visit, before, upload.typed(), saving.change(order, visit.actor()));
    }

    private static boolean asksForTopics(Visit visit) {
        return visit.field("then").equals("topics")
                || !visit.field("add").isEmpty()
                || !visit.field("belong").isEmpty();
    }

    /// What was typed with the topic or the story whose button was pressed; nothing is saved by that.
    private static Typed withTopic(Visit visit, Typed typed) {
        return typed.withTopic(visit.field("add")).withStory(visit.field("belong"));
    }

    private Response advised(Visit visit, Article article, Typed typed, List<Fault> faults) {
        boolean isNewest = visit.field("revision")
                .equals(Integer.toString(article.revision().number()));
        return isNewest
                ? show(visit, 200, article, withTopic(visit, typed), faults, Optional.empty())
                : collision(visit, withTopic(visit, typed), article.revision().savedBy());
    }

    private Response answer(Visit visit, Optional<Article> before, Typed typed, Saving saving) {
        return switch (saving) {
            case Saving.WrongRole(Role needed) -> pages.wrongRole(visit, needed);
            case Saving.Ended(SaveResult result, Optional<AlertId> alert) ->
                answer(visit, before, typed, result, alert);
        };
    }

    private Response answer(
            Visit visit, Optional<Article> before, Typed typed, SaveResult result, Optional<AlertId> alert) {
        return switch (result) {
            case SaveResult.Saved(Article article, boolean _) -> Response.seeOther(onward(visit, article, alert));
            case SaveResult.Faulty(List<Fault> faults) -> faulty(visit, before, typed, faults);
            case SaveResult.EditedSince(int _, String by) -> collision(visit, typed, by);
            case SaveResult.NotEditable(ArticleState state) ->
                pages.problem(
                        visit, Problem.conflict("wrong-state", "", visit.words().of("state." + state.word())));
            case SaveResult.ExternalIdTaken(ArticleId by) ->
                pages.problem(visit, Problem.conflict("wrong-state", "", by.toString()));
            case SaveResult.NoSuchArticle() -> unknown(visit);
        };
    }

    /// Where the button says; to the alert, if adding a topic made one.
    private static String onward(Visit visit, Article article, Optional<AlertId> alert) {
        String path = "/desk/articles/" + article.id();
        return switch (visit.field("then")) {
            case "preview" -> path + "/preview";
            case "publication" -> path + "/publication";
            default ->
                alert.map(id -> "/desk/alerts/" + id)
                        .orElse(path + "?saved=" + article.revision().number());
        };
    }

    private Response faulty(Visit visit, Optional<Article> before, Typed typed, List<Fault> faults) {
        return before.map(article -> show(visit, 422, article, typed, faults, Optional.empty()))
                .orElseGet(() -> showNew(visit, 422, typed, faults));
    }

    /// Nothing is saved. What was typed stays in the form, which now builds on the revision that came between: whoever
    /// saves again has seen that.
    private Response collision(Visit visit, Typed typed, String by) {
        Optional<Article> found = found(visit);
        if (found.isEmpty()) {
            return unknown(visit);
        }
        Words words = visit.words();
        var form = new ArticleForm(words, time, topics);
        List<String> differing = typed.differing(Typed.of(found.get(), topics, time)).stream()
                .map(form::label)
                .toList();
        var notice = new Notice("warning", words.of("article.collision", "name", by), differing);
        return show(visit, 409, found.get(), typed, List.of(), Optional.of(notice));
    }

    private Response stored(Visit visit, Article article) {
        Optional<Notice> notice = Optional.of(visit.query("saved"))
                .filter(number ->
                        number.equals(Integer.toString(article.revision().number())))
                .map(_ -> new Notice("told", visit.words().of("article.is-saved"), List.of()));
        return show(visit, 200, article, Typed.of(article, topics, time), List.of(), notice);
    }

    private Response show(
            Visit visit, int status, Article article, Typed typed, List<Fault> faults, Optional<Notice> notice) {
        var lead = ArticleForm.lead(pictures.byId(typed.value("pictureId")), typed);
        var view = new ArticleForm(visit.words(), time, topics)
                .of(article, typed, faults, notice, lead, rights(visit, article, typed));
        return pages.page(
                visit, status, title(visit, view.faults(), article.revision().headline()), view);
    }

    private Response showNew(Visit visit, int status, Typed typed, List<Fault> faults) {
        var lead = ArticleForm.lead(pictures.byId(typed.value("pictureId")), typed);
        var rights = new Rights(true, visit.mayActAs(Role.EDITOR), false, false, isMarkdown(typed));
        var view = new ArticleForm(visit.words(), time, topics).fresh(typed, faults, lead, rights);
        return pages.page(
                visit, status, title(visit, view.faults(), visit.words().of("article.new")), view);
    }

    /// The window's title says first that something is wrong: a screen reader reads it first.
    private static String title(Visit visit, List<?> faults, String title) {
        return faults.isEmpty() ? title : visit.words().of("faults.title", "title", title);
    }

    private static Rights rights(Visit visit, Article article, Typed typed) {
        boolean isEditor = visit.mayActAs(Role.EDITOR);
        boolean save = switch (article.state()) {
            case ArticleState.Draft _, ArticleState.Scheduled _, ArticleState.Embargoed _ -> true;
            case ArticleState.Published _ -> isEditor;
            case ArticleState.Killed _, ArticleState.Spiked _ -> false;
        };
        boolean spike = SpikeResource.isOpen(article.state()) && visit.mayActAs(SpikeResource.needed(article.state()));
        boolean revive = article.state() instanceof ArticleState.Spiked;
        return new Rights(save, isEditor && !article.state().isPublic(), spike, revive, isMarkdown(typed));
    }

    private static boolean isMarkdown(Typed typed) {
        return typed.value("bodyForm").equals(Typed.MARKDOWN);
    }

    private Optional<Article> found(Visit visit) {
        return ArticleId.parse(visit.request().part("id")).flatMap(archive::byId);
    }

    private Response unknown(Visit visit) {
        return pages.problem(visit, Problem.notFound("article"));
    }
}
