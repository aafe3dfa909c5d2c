package depesche.article;

import depesche.topic.TopicId;
import depesche.topic.TopicTree;
import depesche.topic.Topics;
import depesche.web.PageChanges;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/// Says which pages show an article, so that exactly those are made anew: its own and those of its translations, the
/// front page, the archive, each topic it falls under, its story, and its authors.
public final class ArticlePages {

    private final PageChanges changes;
    private final Supplier<ZoneId> zone;

    /// @param zone of the paper: by it an article falls into a day of the archive
    public ArticlePages(PageChanges changes, Supplier<ZoneId> zone) {
        this.changes = changes;
        this.zone = zone;
    }

    /// How many related articles a page shows at most: the newest on its topics that came out before it.
    public static final int MOST_RELATED = 4;

    void published(Handle tx, Article article) {
        Set<String> keys = new HashSet<>(keys(tx, article));
        keys.addAll(relating(tx, article, article.revision().topics()));
        if (article.state() instanceof ArticleState.Published(Instant at)) {
            keys.addAll(ArchiveKeys.cameOut(LocalDate.ofInstant(at, zone.get())));
        }
        changes.record(tx, keys);
    }

    void changed(Handle tx, Article before, Article after) {
        if (before.state().isPublic() || after.state().isPublic()) {
            Set<String> keys = new HashSet<>(keys(tx, before));
            keys.addAll(keys(tx, after));
            List<TopicId> gained = new ArrayList<>(after.revision().topics());
            gained.removeAll(before.revision().topics());
            keys.addAll(relating(tx, after, gained));
            if (after.state() instanceof ArticleState.Killed(Instant publishedAt, Instant _, String _)) {
                keys.addAll(ArchiveKeys.withdrawn(LocalDate.ofInstant(publishedAt, zone.get())));
            }
            changes.record(tx, keys);
        }
    }

    /// The pages that may now show the article as related: those of the next to come out after it on a topic that
    /// it gained. Whatever came out later has as many newer ones to show. What a page shows already is one of its
    /// own keys.
    private static List<String> relating(Handle tx, Article article, List<TopicId> gained) {
        return tx.createQuery("""
                select next.id
                  from article shown
                 cross join unnest(:gained) as gained (topic)
                 cross join lateral (
                       select t.article_id as id
                         from article_topic t
                        where t.topic_id = gained.topic
                          and (t.listed_at, t.article_id) > (shown.published_at, shown.id)
                        order by t.listed_at, t.article_id
                        limit :most) next
                 where shown.id = :id
                """)
                .bind("id", article.id().value())
                .bindArray(
                        "gained",
                        Long.class,
                        gained.stream().map(TopicId::value).toArray())
                .bind("most", MOST_RELATED)
                .mapTo(Long.class)
                .map(id -> new ArticleId(id).relatedKey())
                .list();
    }

    /// As [#changed], and the page of corrections.
    void amended(Handle tx, Article before, Article after) {
        changed(tx, before, after);
        changes.record(tx, Set.of("corrections"));
    }

    private static Set<String> keys(Handle tx, Article article) {
        Set<String> keys = new HashSet<>(Set.of("front", article.id().pageKey()));
        TopicTree tree = Topics.tree(tx);
        // Who listens to a feed of a topic that was merged listens to that of the other now.
        for (TopicId topic :
                tree.withMerged(tree.withAncestors(article.revision().topics()))) {
            keys.add(topic.pageKey());
        }
        article.revision().story().ifPresent(story -> keys.add(story.pageKey()));
        article.authors().forEach(author -> keys.add(author.pageKey()));
        tx.createQuery("""
                select id from article where id = :original
                 union
                select id from article where translation_of in (:id, :original)
                """)
                .bind("id", article.id().value())
                .bind(
                        "original",
                        article.translationOf()
                                .map(ArticleId::value)
                                .orElse(article.id().value()))
                .mapTo(Long.class)
                .forEach(id -> keys.add(new ArticleId(id).pageKey()));
        return keys;
    }
}
