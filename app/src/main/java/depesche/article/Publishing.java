package depesche.article;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Publishing: the one transaction in which an article becomes public. Whoever alerts its followers does so in the
/// same transaction (`alert.Announcing`).
public final class Publishing {

    private final ArticlePages pages;
    private final InstantSource clock;

    public Publishing(ArticlePages pages, InstantSource clock) {
        this.pages = pages;
        this.clock = clock;
    }

    /// Publishes the article as it stands. Again: nothing changes, and the answer says so. The lock on the article's
    /// row makes two at once one after the other.
    public PublishResult publish(Handle tx, ArticleId id) {
        Optional<Article> found = Articles.locked(tx, id);
        if (found.isEmpty()) {
            return new PublishResult.NoSuchArticle();
        }
        return obstacle(found.get()).orElseGet(() -> release(tx, found.get()));
    }

    /// What keeps the article from being published now; empty if nothing does.
    public Optional<PublishResult> obstacle(Article article) {
        return switch (article.state()) {
            case ArticleState.Published(Instant at) -> Optional.of(new PublishResult.WasPublished(article, at));
            case ArticleState.Killed _, ArticleState.Spiked _ ->
                Optional.of(new PublishResult.NotPublishable(article.state()));
            case ArticleState.Draft _, ArticleState.Scheduled _, ArticleState.Embargoed _ -> unready(article);
        };
    }

    private Optional<PublishResult> unready(Article article) {
        if (article.embargoUntil().filter(clock.instant()::isBefore).isPresent()) {
            return Optional.of(
                    new PublishResult.UnderEmbargo(article.embargoUntil().get()));
        }
        List<String> missing = Completeness.missing(article.revision());
        return missing.isEmpty() ? Optional.empty() : Optional.of(new PublishResult.Incomplete(missing));
    }

    private PublishResult release(Handle tx, Article article) {
        Instant now = clock.instant();
        Articles.publish(tx, article.id(), now);
        Article published = Articles.byId(tx, article.id()).orElseThrow();
        pages.published(tx, published);
        return new PublishResult.Published(published, now);
    }
}
