package depesche.feed.activity;

import depesche.article.ArticleId;
import depesche.article.Listing;
import depesche.author.Author;
import depesche.author.AuthorId;
import depesche.author.Authors;
import depesche.config.Settings;
import depesche.text.Messages;
import depesche.topic.TopicId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Authors: what the paper has of them, and no accounts of theirs. Who stands in the bylines of drafts alone is nobody
/// yet.
final class AuthorActors implements ActorKind {

    private static final Messages WORDS = Messages.of("feed");

    private final Settings.Site site;

    AuthorActors(Settings settings) {
        this.site = settings.site();
    }

    @Override
    public Naming naming() {
        return Naming.AUTHORS;
    }

    @Override
    public Optional<Actor> byId(Handle tx, long id) {
        return Authors.byIds(tx, List.of(new AuthorId(id))).stream().findFirst().map(this::actor);
    }

    @Override
    public Optional<Actor> bySlug(Handle tx, String slug) {
        return Authors.bySlug(tx, slug).map(this::actor);
    }

    @Override
    public boolean isPublic(Handle tx, long id) {
        return listing(tx, id).wasEverPublic(tx);
    }

    @Override
    public List<Long> tellingOf(Handle tx, ArticleId article, Collection<TopicId> topics) {
        return tx.createQuery("select author_id from article_author where article_id = :article order by position")
                .bind("article", article.value())
                .mapTo(Long.class)
                .list();
    }

    @Override
    public Listing listing(Handle tx, long id) {
        return Listing.of(new AuthorId(id));
    }

    private Actor actor(Author author) {
        String name = author.name();
        String summary = WORDS.text(
                Messages.spoken(site.language()), "actor.author", Map.of("author", name, "paper", site.name()));
        return Naming.AUTHORS.actor(
                author.id().value(), author.slug(), new Actor.Names(name + " – " + site.name(), summary));
    }
}
