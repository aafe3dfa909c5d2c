package depesche.suggestion.coverage;

import depesche.db.Database;
import depesche.story.Stories;
import depesche.story.StoryId;
import depesche.suggestion.ArticleText;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which stories a text may belong to: those whose recent articles it is like. One of which nothing came out for two
/// weeks sleeps.
public final class LikelyStories {

    private static final int MOST = 3;
    private static final int MOST_WORDS = 6;

    /// Of a long story, so many articles that the text is most like speak for it.
    private static final int SPEAKING = 3;

    private final Database db;
    private final RecentArticles articles;
    private final InstantSource clock;

    public LikelyStories(Database db, RecentArticles articles, InstantSource clock) {
        this.db = db;
        this.articles = articles;
        this.clock = clock;
    }

    private record Found(StoryId story, double likeness, List<Portrait> speaking) {}

    /// The likest first.
    public List<LikelyStory> of(ArticleText text) {
        Instant now = clock.instant();
        Optional<Recent> read = articles.atOnce();
        return read.map(recent -> of(text, recent, now)).orElse(List.of());
    }

    private List<LikelyStory> of(ArticleText text, Recent recent, Instant now) {
        String language = text.language().getLanguage();
        Portrait looks = recent.portrait(language, articles.reading().counts(text), 1);
        List<Found> found = new ArrayList<>();
        recent.byStory(language, now).forEach((story, some) -> found.add(found(recent, story, some, looks, now)));
        return found.stream()
                .filter(one -> one.likeness() >= Grouping.ALIKE)
                .sorted(Comparator.comparingDouble((Found one) -> -one.likeness())
                        .thenComparingLong(one -> -one.story().value()))
                .limit(MOST)
                .flatMap(one -> db.read(tx -> Stories.byIds(tx, List.of(one.story()))).stream()
                        .map(story -> new LikelyStory(story, one.likeness(), words(text, looks, one.speaking()))))
                .toList();
    }

    private static Found found(
            Recent recent, StoryId story, List<RecentArticle> articles, Portrait looks, Instant now) {
        record Like(Portrait portrait, double likeness) {}
        List<Like> likest = articles.stream()
                .map(article -> {
                    Portrait portrait = recent.portrait(article.language(), article.counts(), 1);
                    double likeness =
                            looks.likeness(portrait) * Likeness.nearness(Duration.between(article.publishedAt(), now));
                    return new Like(portrait, likeness);
                })
                .sorted(Comparator.comparingDouble(like -> -like.likeness()))
                .limit(SPEAKING)
                .toList();
        double mean = likest.stream().mapToDouble(Like::likeness).average().orElse(0);
        return new Found(story, mean, likest.stream().map(Like::portrait).toList());
    }

    private List<String> words(ArticleText text, Portrait looks, List<Portrait> speaking) {
        Map<String, Double> telling = new HashMap<>();
        articles.reading().read(text, (form, term, _) -> {
            int hash = term.hashCode();
            double weight = looks.weight(hash)
                    * speaking.stream().mapToDouble(one -> one.weight(hash)).sum();
            if (weight > 0) {
                telling.merge(form, weight, Math::max);
            }
        });
        return telling.entrySet().stream()
                .sorted(Comparator.comparingDouble((Map.Entry<String, Double> entry) -> -entry.getValue())
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .limit(MOST_WORDS)
                .toList();
    }
}
