package depesche.feed.activity;

import depesche.article.ArticleId;
import depesche.article.Listing;
import depesche.topic.TopicId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// One kind of whom others can follow beside the paper. A further kind is one more of these in [Actors].
interface ActorKind {

    Naming naming();

    Optional<Actor> byId(Handle tx, long id);

    Optional<Actor> bySlug(Handle tx, String slug);

    /// Whether readers can see it now.
    boolean isPublic(Handle tx, long id);

    /// The numbers of those of this kind who tell of an article on these topics.
    List<Long> tellingOf(Handle tx, ArticleId article, Collection<TopicId> topics);

    /// What one of them tells of.
    Listing listing(Handle tx, long id);
}
