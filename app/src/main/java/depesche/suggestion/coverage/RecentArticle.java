package depesche.suggestion.coverage;

import depesche.article.ArticleId;
import depesche.story.StoryId;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;

/// A published article, as far as it matters here.
///
/// @param language without the country
record RecentArticle(
        ArticleId id,
        int revision,
        Instant publishedAt,
        String language,
        Optional<StoryId> story,
        Set<Long> topics,
        Counts counts) {

    RecentArticle {
        topics = Set.copyOf(topics);
    }

    boolean sharesTopic(RecentArticle other) {
        return topics.isEmpty() || other.topics.isEmpty() || !Collections.disjoint(topics, other.topics);
    }
}
