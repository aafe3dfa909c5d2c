package depesche.article;

import depesche.account.Actor;
import depesche.story.StoryId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Putting published articles into a story together. Each gets a revision that says so, by whom and when; its text
/// stays. No alert is made: who follows the story is not told of what came out before it was put there, now or when it
/// is updated.
public final class Filing {

    private final ArticlePages pages;
    private final InstantSource clock;

    public Filing(ArticlePages pages, InstantSource clock) {
        this.pages = pages;
        this.clock = clock;
    }

    /// Those that are published and in no story; others stay where they are. Answers which went. In the order of their
    /// numbers, so that two who do so at once do not wait for each other for ever.
    public List<ArticleId> file(Handle tx, Collection<ArticleId> articles, StoryId story, Actor by) {
        Instant now = clock.instant();
        return articles.stream()
                .distinct()
                .sorted(Comparator.comparingLong(ArticleId::value))
                .filter(id -> file(tx, id, story, by, now))
                .toList();
    }

    private boolean file(Handle tx, ArticleId id, StoryId story, Actor by, Instant now) {
        Optional<Article> found = Articles.locked(tx, id)
                .filter(article -> article.state().isPublic())
                .filter(article -> article.revision().story().isEmpty());
        found.ifPresent(before -> {
            Articles.repeatRevision(tx, before, Optional.of(story), by.name(), now);
            Articles.insertStory(tx, id, Optional.of(story));
            pages.changed(tx, before, Articles.byId(tx, id).orElseThrow());
        });
        return found.isPresent();
    }
}
