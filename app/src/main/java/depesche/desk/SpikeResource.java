package depesche.desk;

import depesche.account.Role;
import depesche.article.Archive;
import depesche.article.Article;
import depesche.article.ArticleId;
import depesche.article.ArticleState;
import depesche.article.SpikeResult;
import depesche.article.Writing;
import depesche.web.Problem;
import depesche.web.Response;
import java.util.Optional;

/// `/desk/articles/{id}/spike`: drops an article that no reader has seen, and `…/revival` takes it back.
final class SpikeResource {

    private final Archive archive;
    private final Writing writing;
    private final Pages pages;

    SpikeResource(Archive archive, Writing writing, Pages pages) {
        this.archive = archive;
        this.writing = writing;
        this.pages = pages;
    }

    /// Asks first.
    Response ask(Visit visit) {
        Optional<Article> found = found(visit);
        if (found.isEmpty()) {
            return unknown(visit);
        }
        Article article = found.get();
        Role needed = needed(article.state());
        if (!visit.mayActAs(needed)) {
            return pages.wrongRole(visit, needed);
        }
        if (!isOpen(article.state())) {
            return wrongState(visit, article.state());
        }
        var question = new SpikePage(
                path(article.id()),
                article.revision().headline(),
                article.language().toLanguageTag());
        return pages.page(visit, visit.words().of("spike"), question);
    }

    Response spike(Visit visit) {
        Optional<Article> found = found(visit);
        if (found.isEmpty()) {
            return unknown(visit);
        }
        Role needed = needed(found.get().state());
        if (!visit.mayActAs(needed)) {
            return pages.wrongRole(visit, needed);
        }
        return switch (writing.spike(found.get().id())) {
            case SpikeResult.Spiked _ -> Response.seeOther(path(found.get().id()));
            case SpikeResult.WasPublic(ArticleState state) -> wrongState(visit, state);
            case SpikeResult.NoSuchArticle _ -> unknown(visit);
        };
    }

    /// Takes a spiked article back. Whoever comes second finds it so.
    Response revive(Visit visit) {
        Optional<Article> found = found(visit);
        if (found.isEmpty()) {
            return unknown(visit);
        }
        var _ = writing.revive(found.get().id());
        return Response.seeOther(path(found.get().id()));
    }

    /// Who drops what is planned takes back a publication.
    static Role needed(ArticleState state) {
        return state instanceof ArticleState.Scheduled ? Role.EDITOR : Role.REPORTER;
    }

    static boolean isOpen(ArticleState state) {
        return switch (state) {
            case ArticleState.Draft _, ArticleState.Scheduled _, ArticleState.Embargoed _ -> true;
            case ArticleState.Published _, ArticleState.Killed _, ArticleState.Spiked _ -> false;
        };
    }

    private Response wrongState(Visit visit, ArticleState state) {
        return pages.problem(
                visit, Problem.conflict("wrong-state", "", visit.words().of("state." + state.word())));
    }

    private Optional<Article> found(Visit visit) {
        return ArticleId.parse(visit.request().part("id")).flatMap(archive::byId);
    }

    private Response unknown(Visit visit) {
        return pages.problem(visit, Problem.notFound("article"));
    }

    private static String path(ArticleId article) {
        return "/desk/articles/" + article;
    }
}
