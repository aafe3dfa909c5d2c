package depesche.feed.activity;

import depesche.article.ArticleId;
import depesche.config.Settings;
import depesche.topic.TopicId;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// All of whom others can follow: the paper, whose handle is its host twice, and those of each kind.
final class Actors {

    private final Settings settings;
    private final List<ActorKind> kinds;

    Actors(Settings settings) {
        this.settings = settings;
        this.kinds = List.of(new TopicActors(settings), new StoryActors(settings), new AuthorActors(settings));
    }

    Actor paper() {
        String host = settings.baseUrl().getHost().toLowerCase(Locale.ROOT);
        var names = new Actor.Names(settings.site().name(), "");
        return new Actor(Actor.PAPER, "/activity/paper", "Organization", host, names, "/", "front");
    }

    /// As the database has it. Whom readers cannot see now still answers, and takes back what it said.
    Optional<Actor> byKey(Handle tx, String key) {
        return key.equals(Actor.PAPER)
                ? Optional.of(paper())
                : first(kind -> found(kind.naming().ofKey(key)).flatMap(id -> kind.byId(tx, id)));
    }

    Optional<Actor> byPath(Handle tx, String path) {
        Actor paper = paper();
        return path.equals(paper.path())
                ? Optional.of(paper)
                : first(kind -> found(kind.naming().ofPath(path)).flatMap(id -> kind.byId(tx, id)))
                        .filter(actor -> isThere(tx, actor));
    }

    /// By the part of its handle before the host.
    Optional<Actor> byName(Handle tx, String username) {
        Actor paper = paper();
        return username.equals(paper.username())
                ? Optional.of(paper)
                : first(kind -> kind.naming().ofHandle(username).flatMap(slug -> kind.bySlug(tx, slug)))
                        .filter(actor -> isThere(tx, actor));
    }

    /// By the path of its page for people.
    Optional<Actor> byPage(Handle tx, String path) {
        Actor paper = paper();
        return path.isEmpty() || path.equals(paper.page())
                ? Optional.of(paper)
                : first(kind -> kind.naming().ofPage(path).flatMap(slug -> kind.bySlug(tx, slug)))
                        .filter(actor -> isThere(tx, actor));
    }

    private Optional<Actor> first(Function<ActorKind, Optional<Actor>> asked) {
        return kinds.stream().flatMap(kind -> asked.apply(kind).stream()).findFirst();
    }

    private static Optional<Long> found(OptionalLong number) {
        return number.isPresent() ? Optional.of(number.getAsLong()) : Optional.empty();
    }

    /// Whom nobody can see yet is not there. Whom somebody once followed stays: what it says is signed by a key that
    /// others read in its document.
    private boolean isThere(Handle tx, Actor actor) {
        return kinds.stream()
                        .anyMatch(kind -> found(kind.naming().ofKey(actor.key()))
                                .filter(id -> kind.isPublic(tx, id))
                                .isPresent())
                || FollowedActors.isOne(tx, actor);
    }

    /// The keys of all who tell of an article on these topics.
    List<String> tellingOf(Handle tx, ArticleId article, Collection<TopicId> topics) {
        return Stream.concat(
                        Stream.of(Actor.PAPER),
                        kinds.stream()
                                .flatMap(kind -> kind.tellingOf(tx, article, topics).stream()
                                        .map(kind.naming()::key)))
                .toList();
    }

    /// What one of them tells of.
    ///
    /// @param before below this article
    Actor.Part articles(Handle tx, Actor actor, OptionalLong before) {
        return kinds.stream()
                .flatMap(kind -> found(kind.naming().ofKey(actor.key())).map(id -> kind.listing(tx, id)).stream())
                .findFirst()
                .map(listing -> ToldArticles.below(tx, listing, before))
                .orElseGet(() -> ToldArticles.below(tx, before));
    }
}
