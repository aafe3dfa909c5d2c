package depesche.desk;

import depesche.article.Archive;
import depesche.article.Article;
import depesche.article.ArticleId;
import depesche.web.Problem;
import depesche.web.Response;
import java.util.Optional;
import java.util.function.Function;

/// `GET /desk/articles/{id}/preview`.
final class PreviewResource {

    private final Archive archive;
    private final Function<Article, String> paper;
    private final Pages pages;

    /// @param paper makes the page that readers would see
    PreviewResource(Archive archive, Function<Article, String> paper, Pages pages) {
        this.archive = archive;
        this.paper = paper;
        this.pages = pages;
    }

    Response show(Visit visit) {
        Optional<Article> found = ArticleId.parse(visit.request().part("id")).flatMap(archive::byId);
        return found.map(article -> show(visit, article))
                .orElseGet(() -> pages.problem(visit, Problem.notFound("article")));
    }

    private Response show(Visit visit, Article article) {
        Words words = visit.words();
        var view = new PreviewPage(
                article.revision().headline(),
                "/desk/articles/" + article.id(),
                words.of("state." + article.state().word()),
                paper.apply(article));
        return pages.preview(
                visit, words.of("preview.title", "headline", article.revision().headline()), view);
    }
}
