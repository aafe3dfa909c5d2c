package depesche.article;

import java.time.Instant;

/// Where an article stands. Each state carries exactly what is true in it.
public sealed interface ArticleState {

    record Draft() implements ArticleState {}

    /// Our own wish to publish at a time.
    record Scheduled(Instant at, boolean withAlert) implements ArticleState {}

    /// Not to be published before a time set by the source.
    record Embargoed(Instant until) implements ArticleState {}

    record Published(Instant at) implements ArticleState {}

    /// Withdrawn for good after publication.
    record Killed(Instant publishedAt, Instant at, String reason) implements ArticleState {}

    /// Dropped before publication.
    record Spiked() implements ArticleState {}

    default boolean isPublic() {
        return switch (this) {
            case Published _ -> true;
            case Draft _, Scheduled _, Embargoed _, Killed _, Spiked _ -> false;
        };
    }

    /// As it is written outside and in the database.
    default String word() {
        return switch (this) {
            case Draft _ -> "draft";
            case Scheduled _ -> "scheduled";
            case Embargoed _ -> "embargoed";
            case Published _ -> "published";
            case Killed _ -> "killed";
            case Spiked _ -> "spiked";
        };
    }
}
