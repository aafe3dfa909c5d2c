package depesche.feed.activity;

import depesche.article.ArticleId;
import depesche.config.Settings;
import depesche.topic.TopicId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/// All of whom others can follow.
final class Actors {

    private final PaperActor paper;
    private final List<ActorKind> kinds;

    Actors(Settings settings) {
        this.paper = new PaperActor(settings);
        this.kinds = List.of(paper, new TopicActors(settings));
    }

    Actor paper() {
        return paper.paper();
    }

    Optional<Actor> byKey(Handle tx, String key) {
        return first(kind -> kind.byKey(tx, key));
    }

    Optional<Actor> byPath(Handle tx, String path) {
        return first(kind -> kind.byPath(tx, path));
    }

    Optional<Actor> byName(Handle tx, String username) {
        return first(kind -> kind.byName(tx, username));
    }

    /// By the path of its page for people.
    Optional<Actor> byPage(Handle tx, String path) {
        return first(kind -> kind.byPage(tx, path));
    }

    private Optional<Actor> first(Function<ActorKind, Optional<Actor>> asked) {
        return kinds.stream().flatMap(kind -> asked.apply(kind).stream()).findFirst();
    }

    /// The keys of all who tell of an article on these topics.
    List<String> tellingOf(Handle tx, ArticleId article, Collection<TopicId> topics) {
        return kinds.stream()
                .flatMap(kind -> kind.tellingOf(tx, article, topics).stream())
                .toList();
    }

    Actor.Part articles(Handle tx, Actor actor, OptionalLong before) {
        return kinds.stream()
                .filter(kind -> kind.byKey(tx, actor.key()).isPresent())
                .findFirst()
                .orElseThrow()
                .articles(tx, actor, before);
    }
}
