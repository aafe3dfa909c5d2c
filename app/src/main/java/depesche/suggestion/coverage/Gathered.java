package depesche.suggestion.coverage;

import depesche.article.ArticleId;
import depesche.story.StoryId;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A group that may be proposed.
///
/// @param story that most of those of the group are in which are in one
/// @param articles in none, the oldest first
/// @param all of the group, the oldest first
record Gathered(String language, Optional<StoryId> story, List<ArticleId> articles, List<ArticleId> all) {

    private static final int FEWEST = 3;

    Gathered {
        articles = List.copyOf(articles);
        all = List.copyOf(all);
    }

    /// Empty where too few are free to be put anywhere.
    static Optional<Gathered> of(List<RecentArticle> group, Set<ArticleId> free) {
        Map<StoryId, Long> stories = group.stream()
                .flatMap(article -> article.story().stream())
                .collect(Collectors.groupingBy(story -> story, Collectors.counting()));
        Optional<StoryId> story = stories.entrySet().stream()
                .max(Map.Entry.<StoryId, Long>comparingByValue()
                        .thenComparingLong(entry -> entry.getKey().value()))
                .map(Map.Entry::getKey);
        List<ArticleId> articles =
                group.stream().map(RecentArticle::id).filter(free::contains).toList();
        int fewest = story.isPresent() ? 1 : FEWEST;
        List<ArticleId> all = group.stream().map(RecentArticle::id).toList();
        return Optional.of(new Gathered(group.getFirst().language(), story, articles, all))
                .filter(_ -> articles.size() >= fewest);
    }

    /// Without these, which are not to be put into its story; empty where none is left.
    Optional<Gathered> without(Collection<ArticleId> refused) {
        List<ArticleId> left =
                articles.stream().filter(id -> !refused.contains(id)).toList();
        return left.isEmpty() ? Optional.empty() : Optional.of(new Gathered(language, story, left, all));
    }

    /// The largest first; the same groups in the same order.
    static Comparator<Gathered> largestFirst() {
        return Comparator.comparingInt((Gathered one) -> -one.articles().size())
                .thenComparingLong(one -> one.articles().getFirst().value());
    }

    /// How many it shares with a proposal, if they are the same group grown or shrunk: half of the smaller one.
    int common(Collection<ArticleId> proposed) {
        Set<ArticleId> both = new HashSet<>(articles);
        both.retainAll(Set.copyOf(proposed));
        return 2 * both.size() >= Math.min(articles.size(), proposed.size()) ? both.size() : 0;
    }
}
