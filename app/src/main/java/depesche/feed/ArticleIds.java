package depesche.feed;

import depesche.config.Settings;
import java.util.Collection;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// The permanent ids of articles (RFC 4151), as feeds and partners know them.
public final class ArticleIds {

    private ArticleIds() {}

    /// By the numbers of the articles.
    public static Map<Long, String> of(Handle tx, Settings settings, Collection<Long> articles) {
        String start = "tag:" + FeedAuthority.name(tx, settings.baseUrl()) + ",2026:article/";
        return tx.createQuery("""
                        select id, coalesce(entry_key, id::text) as key
                          from article
                         where id = any(:articles)
                        """)
                .bindArray("articles", Long.class, articles)
                .reduceRows(new java.util.HashMap<Long, String>(), (ids, row) -> {
                    ids.put(row.getColumn("id", Long.class), start + row.getColumn("key", String.class));
                    return ids;
                });
    }
}
