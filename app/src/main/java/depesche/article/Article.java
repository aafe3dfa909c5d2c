package depesche.article;

import depesche.author.AuthorId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// An article as a whole: its identity, its state, what was asked for its publication, and its current revision.
/// Mirrors a row.
///
/// @param authors whom its bylines name, in their order
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
        List<AuthorId> authors,
        Revision revision) {

    public Article {
        authors = List.copyOf(authors);
    }

    /// The path of its page.
    public String path() {
        return "/" + id + "/" + slug;
    }
}
