package depesche.article;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// An article as a whole: its identity, its state, what was asked for its publication, and its current revision.
/// Mirrors a row.
public record Article(
        ArticleId id,
        Optional<String> externalId,
        String slug,
        ArticleState state,
        Locale language,
        Optional<ArticleId> translationOf,
        Optional<Instant> publishAt,
        boolean alertAtPublish,
        Optional<Instant> embargoUntil,
        Instant createdAt,
        Instant changedAt,
        Revision revision) {

    /// The path of its page.
    public String path() {
        return "/" + id + "/" + slug;
    }
}
