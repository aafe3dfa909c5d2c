package depesche.feed.activity;

import depesche.article.ArticleId;
import depesche.config.Settings;
import depesche.topic.TopicId;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/// The paper itself. Its handle is its host twice, which no topic's can be.
final class PaperActor implements ActorKind {

    private static final String PATH = "/activity/paper";

    private final Actor paper;

    PaperActor(Settings settings) {
        String name = settings.site().name();
        String host = settings.baseUrl().getHost().toLowerCase(Locale.ROOT);
        this.paper = new Actor(Actor.PAPER, PATH, "Organization", host, new Actor.Names(name, ""), "/", "front");
    }

    Actor paper() {
        return paper;
    }

    @Override
    public Optional<Actor> byKey(Handle tx, String key) {
        return Optional.of(paper).filter(it -> it.key().equals(key));
    }

    @Override
    public Optional<Actor> byPath(Handle tx, String path) {
        return Optional.of(paper).filter(it -> it.path().equals(path));
    }

    @Override
    public Optional<Actor> byName(Handle tx, String username) {
        return Optional.of(paper).filter(it -> it.username().equals(username));
    }

    @Override
    public Optional<Actor> byPage(Handle tx, String path) {
        return Optional.of(paper).filter(it -> path.isEmpty() || it.page().equals(path));
    }

    @Override
    public List<String> tellingOf(Handle tx, ArticleId article, Collection<TopicId> topics) {
        return List.of(Actor.PAPER);
    }

    @Override
    public Actor.Part articles(Handle tx, Actor actor, OptionalLong before) {
        return ToldArticles.below(tx, before);
    }
}
