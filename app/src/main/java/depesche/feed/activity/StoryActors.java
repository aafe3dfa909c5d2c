package depesche.feed.activity;

import depesche.article.ArticleId;
import depesche.article.Listing;
import depesche.config.Settings;
import depesche.story.Stories;
import depesche.story.Story;
import depesche.story.StoryId;
import depesche.text.Messages;
import depesche.topic.TopicId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Stories. One of which nothing is out yet is the newsroom's own.
final class StoryActors implements ActorKind {

    private static final Messages WORDS = Messages.of("feed");

    private final Settings.Site site;

    StoryActors(Settings settings) {
        this.site = settings.site();
    }

    @Override
    public Naming naming() {
        return Naming.STORIES;
    }

    @Override
    public Optional<Actor> byId(Handle tx, long id) {
        return Stories.byIds(tx, List.of(new StoryId(id))).stream().findFirst().map(this::actor);
    }

    @Override
    public Optional<Actor> bySlug(Handle tx, String slug) {
        return Stories.bySlug(tx, slug).map(this::actor);
    }

    @Override
    public boolean isPublic(Handle tx, long id) {
        return listing(tx, id).wasEverPublic(tx);
    }

    @Override
    public List<Long> tellingOf(Handle tx, ArticleId article, Collection<TopicId> topics) {
        return tx.createQuery("select story_id from article_story where article_id = :article")
                .bind("article", article.value())
                .mapTo(Long.class)
                .list();
    }

    @Override
    public Listing listing(Handle tx, long id) {
        return Listing.of(new StoryId(id));
    }

    private Actor actor(Story story) {
        String label = story.label(site.language());
        String summary = WORDS.text(
                Messages.spoken(site.language()), "actor.story", Map.of("story", label, "paper", site.name()));
        return Naming.STORIES.actor(
                story.id().value(), story.slug(), new Actor.Names(label + " – " + site.name(), summary));
    }
}
