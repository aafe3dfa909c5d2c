package depesche.ingest;

import depesche.article.ArticleId;

/// What became of one document.
public sealed interface Taken {

    record Created(ArticleId article) implements Taken {}

    record Updated(ArticleId article) implements Taken {}

    record Unchanged(ArticleId article) implements Taken {}

    /// Nothing was changed, and why.
    record Refused(String why) implements Taken {}

    /// As it stands in reports.
    default String word() {
        return switch (this) {
            case Created _ -> "created";
            case Updated _ -> "updated";
            case Unchanged _ -> "unchanged";
            case Refused _ -> "refused";
        };
    }
}
