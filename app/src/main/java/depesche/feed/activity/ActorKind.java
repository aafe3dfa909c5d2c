package depesche.feed.activity;

import depesche.article.ArticleId;
import depesche.topic.TopicId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/// One kind of whom others can follow. A further kind is one more of these in [Actors].
interface ActorKind {

    /// By its key in the database.
    Optional<Actor> byKey(Handle tx, String key);

    /// By the path of its document.
    Optional<Actor> byPath(Handle tx, String path);

    /// By the part of its handle before the host.
    Optional<Actor> byName(Handle tx, String username);

    /// By the path of its page for people.
    Optional<Actor> byPage(Handle tx, String path);

    /// The keys of those of this kind who tell of an article on these topics.
    List<String> tellingOf(Handle tx, ArticleId article, Collection<TopicId> topics);

    /// What one of them tells of.
    ///
    /// @param before below this article
    Actor.Part articles(Handle tx, Actor actor, OptionalLong before);
}
