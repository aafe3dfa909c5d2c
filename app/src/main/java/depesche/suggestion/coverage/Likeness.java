package depesche.suggestion.coverage;

import java.time.Duration;

/// How much two articles look like parts of one story: by their words, by their topics, and by how near in time they
/// came out.
final class Likeness {

    /// Articles that are further apart are not looked at together.
    static final Duration WINDOW = Duration.ofDays(14);

    /// What two count at the ends of the window, against two at once.
    private static final double APART = 0.6;

    private static final double NO_COMMON_TOPIC = 0.85;

    private Likeness() {}

    static double of(RecentArticle one, Portrait oneLooks, RecentArticle other, Portrait otherLooks) {
        double words = oneLooks.likeness(otherLooks);
        Duration between = Duration.between(one.publishedAt(), other.publishedAt());
        return words * nearness(between) * (one.sharesTopic(other) ? 1 : NO_COMMON_TOPIC);
    }

    /// 1 for what came out at once, 0 for what is never looked at together.
    static double nearness(Duration between) {
        double share = (double) between.abs().toMinutes() / WINDOW.toMinutes();
        return share > 1 ? 0 : 1 - (1 - APART) * share;
    }
}
