package depesche.feed.activity;

import depesche.article.ArticleId;
import depesche.config.Settings;
import depesche.text.Messages;
import depesche.topic.Topic;
import depesche.topic.TopicId;
import depesche.topic.TopicTree;
import depesche.topic.Topics;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/// Topics. A topic's handle is its slug; what is below it falls under it too.
final class TopicActors implements ActorKind {

    private static final String PATH = "/activity/topics/";
    private static final String PAGE = "/topics/";
    private static final String KEY = "topic:";
    private static final Messages WORDS = Messages.of("feed");

    private final String paper;
    private final Locale language;

    TopicActors(Settings settings) {
        this.paper = settings.site().name();
        this.language = settings.site().language();
    }

    @Override
    public Optional<Actor> byKey(Handle tx, String key) {
        return numbered(tx, key, KEY);
    }

    @Override
    public Optional<Actor> byPath(Handle tx, String path) {
        return numbered(tx, path, PATH);
    }

    private Optional<Actor> numbered(Handle tx, String text, String before) {
        return Optional.of(text)
                .filter(it -> it.startsWith(before))
                .flatMap(it -> ArticleId.parse(it.substring(before.length())))
                .flatMap(id -> Topics.tree(tx).byId(new TopicId(id.value())))
                .map(this::actor)
                .filter(actor -> text.equals(actor.key()) || text.equals(actor.path()));
    }

    @Override
    public Optional<Actor> byName(Handle tx, String username) {
        return Topics.tree(tx).bySlug(username).map(this::actor);
    }

    @Override
    public Optional<Actor> byPage(Handle tx, String path) {
        return path.startsWith(PAGE) ? byName(tx, path.substring(PAGE.length())) : Optional.empty();
    }

    @Override
    public List<String> tellingOf(Handle tx, ArticleId article, Collection<TopicId> topics) {
        return Topics.tree(tx).withAncestors(topics).stream()
                .map(TopicId::pageKey)
                .toList();
    }

    @Override
    public Actor.Part articles(Handle tx, Actor actor, OptionalLong before) {
        TopicTree tree = Topics.tree(tx);
        List<Long> numbers = tree.bySlug(actor.username()).stream()
                .flatMap(topic -> tree.withDescendants(topic.id()).stream())
                .map(TopicId::value)
                .toList();
        return ToldArticles.below(tx, numbers, before);
    }

    private Actor actor(Topic topic) {
        String label = topic.label(language);
        String summary = WORDS.text(Messages.spoken(language), "actor.topic", Map.of("topic", label, "paper", paper));
        return new Actor(
                topic.id().pageKey(),
                PATH + topic.id().value(),
                "Service",
                topic.slug(),
                new Actor.Names(label + " – " + paper, summary),
                PAGE + topic.slug(),
                topic.id().pageKey());
    }
}
