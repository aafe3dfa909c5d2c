package depesche.feed.activity;

import depesche.article.ArticleId;
import depesche.article.Listing;
import depesche.config.Settings;
import depesche.text.Messages;
import depesche.topic.Topic;
import depesche.topic.TopicId;
import depesche.topic.TopicTree;
import depesche.topic.Topics;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Topics. What is below one falls under it too. One that was merged into another is still told of to those who follow
/// it from elsewhere: they know it by its own number and key.
final class TopicActors implements ActorKind {

    private static final Messages WORDS = Messages.of("feed");

    private final Settings.Site site;

    TopicActors(Settings settings) {
        this.site = settings.site();
    }

    @Override
    public Naming naming() {
        return Naming.TOPICS;
    }

    @Override
    public Optional<Actor> byId(Handle tx, long id) {
        return Topics.tree(tx).evenMerged(new TopicId(id)).map(this::actor);
    }

    @Override
    public Optional<Actor> bySlug(Handle tx, String slug) {
        return Topics.tree(tx).bySlug(slug).map(this::actor);
    }

    @Override
    public boolean isPublic(Handle tx, long id) {
        return true;
    }

    @Override
    public List<Long> tellingOf(Handle tx, ArticleId article, Collection<TopicId> topics) {
        TopicTree tree = Topics.tree(tx);
        return tree.withMerged(tree.withAncestors(topics)).stream()
                .map(TopicId::value)
                .toList();
    }

    @Override
    public Listing listing(Handle tx, long id) {
        return Listing.ofTopics(Topics.tree(tx).withDescendants(new TopicId(id)).stream()
                .map(TopicId::value)
                .toList());
    }

    private Actor actor(Topic topic) {
        String label = topic.label(site.language());
        String summary = WORDS.text(
                Messages.spoken(site.language()), "actor.topic", Map.of("topic", label, "paper", site.name()));
        return Naming.TOPICS.actor(
                topic.id().value(), topic.slug(), new Actor.Names(label + " – " + site.name(), summary));
    }
}
