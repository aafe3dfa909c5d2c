package depesche.suggestion.coverage;

import depesche.story.StoryId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The newest published articles at one moment. All of them say which words are rare; those of the last two weeks are
/// grouped.
///
/// @param articles the oldest first
record Recent(List<RecentArticle> articles, Map<String, Rarity> rarity) {

    Recent {
        articles = List.copyOf(articles);
        rarity = Map.copyOf(rarity);
    }

    static Recent of(List<RecentArticle> articles) {
        Map<String, Rarity> rarity = new HashMap<>();
        articles.stream()
                .collect(Collectors.groupingBy(
                        RecentArticle::language, Collectors.mapping(RecentArticle::counts, Collectors.toList())))
                .forEach((language, texts) -> rarity.put(language, new Rarity(texts)));
        return new Recent(articles, rarity);
    }

    /// Groups of two and more, each of one language, the oldest article first.
    List<List<RecentArticle>> groups(Instant now) {
        List<List<RecentArticle>> groups = new ArrayList<>();
        articles.stream()
                .filter(article -> isIn(article, now))
                .collect(Collectors.groupingBy(RecentArticle::language, TreeMap::new, Collectors.toList()))
                .forEach((language, some) -> groups.addAll(
                        Grouping.of(some, at -> portrait(language, some.get(at).counts(), 0))));
        return groups;
    }

    /// Articles of each story that has any in the window.
    Map<StoryId, List<RecentArticle>> byStory(String language, Instant now) {
        return articles.stream()
                .filter(article -> article.story().isPresent())
                .filter(article -> article.language().equals(language) && isIn(article, now))
                .collect(Collectors.groupingBy(article -> article.story().orElseThrow()));
    }

    /// @param beside how many texts it is of that are not among these
    Portrait portrait(String language, Counts text, int beside) {
        return Portrait.of(text, rarity(language), beside);
    }

    Rarity rarity(String language) {
        return rarity.getOrDefault(language, Rarity.NONE);
    }

    private static boolean isIn(RecentArticle article, Instant now) {
        return article.publishedAt().isAfter(now.minus(Likeness.WINDOW));
    }
}
