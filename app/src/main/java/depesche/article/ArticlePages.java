package depesche.article;

import depesche.topic.TopicId;
import depesche.topic.Topics;
import depesche.web.PageChanges;
import java.util.HashSet;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// Says which pages show an article, so that exactly those are made anew: its own and those of its translations, the
/// front page, and each topic it falls under.
public final class ArticlePages {

    private final PageChanges changes;

    public ArticlePages(PageChanges changes) {
        this.changes = changes;
    }

    void published(Handle tx, Article article) {
        changes.record(tx, keys(tx, article));
    }

    void changed(Handle tx, Article before, Article after) {
        if (before.state().isPublic() || after.state().isPublic()) {
            Set<String> keys = new HashSet<>(keys(tx, before));
            keys.addAll(keys(tx, after));
            changes.record(tx, keys);
        }
    }

    private static Set<String> keys(Handle tx, Article article) {
        Set<String> keys = new HashSet<>(Set.of("front", article.id().pageKey()));
        for (TopicId topic : Topics.tree(tx).withAncestors(article.revision().topics())) {
            keys.add(topic.pageKey());
        }
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
