package depesche.article;

import java.time.Instant;
import java.util.List;

/// How publishing can end.
public sealed interface PublishResult {

    /// It is public now.
    record Published(Article article, Instant at) implements PublishResult {}

    /// It was public before; nothing changed.
    record WasPublished(Article article, Instant at) implements PublishResult {}

    /// Names of what is missing: `headline`, `body`, `topics`.
    record Incomplete(List<String> missing) implements PublishResult {
        public Incomplete {
            missing = List.copyOf(missing);
        }
    }

    record UnderEmbargo(Instant until) implements PublishResult {}

    /// Killed or spiked: not to be published again.
    record NotPublishable(ArticleState state) implements PublishResult {}

    record NoSuchArticle() implements PublishResult {}
}
