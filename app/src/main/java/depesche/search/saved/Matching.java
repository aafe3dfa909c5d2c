package depesche.search.saved;

import depesche.article.Article;
import depesche.author.Author;
import depesche.author.Authors;
import depesche.db.Database;
import depesche.language.Analysis;
import depesche.topic.Topics;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/// Which of the newsroom's saved searches an article meets, in a snapshot of the database. For each language of
/// articles there is an index in memory, for each language reads a search in its own way; it is made when its first
/// article comes. Languages without rules of their own share one.
public final class Matching {

    private final Map<Analysis, InLanguage> languages = new ConcurrentHashMap<>();

    /// The numbers of the searches that this snapshot has and the article meets, and perhaps of younger ones, which
    /// nobody follows in this snapshot.
    public RoaringBitmap matching(Handle snapshot, Article article) {
        Collection<Author> authors =
                Authors.named(snapshot, ArticleReading.names(article).toList()).values();
        return caughtUp(snapshot, article.language().getLanguage())
                .index
                .matching(ArticleReading.of(article, Topics.tree(snapshot), authors));
    }

    /// Reads all searches for the languages of the newest articles, so that the next one need not wait for it.
    public void warmUp(Database db) {
        for (String language : db.read(Matching::newest)) {
            db.inSnapshot(tx -> caughtUp(tx, Locale.forLanguageTag(language).getLanguage()));
        }
    }

    private static List<String> newest(Handle handle) {
        return handle.createQuery("""
                        select distinct language
                          from (select language
                                  from article
                                 order by id desc
                                 limit 1000) as newest
                        """).mapTo(String.class).list();
    }

    private InLanguage caughtUp(Handle snapshot, String language) {
        var spoken = languages.computeIfAbsent(Analysis.of(language), InLanguage::new);
        spoken.catchUp(snapshot);
        return spoken;
    }

    private static final class InLanguage {

        private static final int AT_ONCE = 10_000;

        private final Analysis analysis;
        private final SavedSearchIndex index = new SavedSearchIndex();
        private final ReentrantLock catchingUp = new ReentrantLock();
        private long watermark;

        InLanguage(Analysis analysis) {
            this.analysis = analysis;
        }

        /// Rows of transactions below the watermark were all read. A row never changes but to lose its text, so an
        /// index that is ahead of the snapshot does no harm, and a row read twice is applied once. If reading
        /// fails, the watermark stays, and all of it is read again.
        void catchUp(Handle snapshot) {
            catchingUp.lock();
            try {
                long lowest = lowest(snapshot);
                Map<Integer, NormalDemand> coming = new HashMap<>();
                snapshot.createQuery("""
                                select id, text
                                  from saved_search
                                 where changed_in >= cast(:watermark as xid8)
                                """)
                        .bind("watermark", Long.toString(watermark))
                        .setFetchSize(AT_ONCE)
                        .map((row, _) -> new Row(row.getInt("id"), row.getString("text")))
                        .forEach(row -> take(row, coming));
                index.add(coming);
                watermark = Math.max(watermark, lowest);
            } finally {
                catchingUp.unlock();
            }
        }

        private void take(Row row, Map<Integer, NormalDemand> coming) {
            if (row.text() == null) {
                index.remove(row.id());
                return;
            }
            SearchText.kept(row.text())
                    .flatMap(text -> text.demand(analysis))
                    .ifPresent(demand -> coming.put(row.id(), demand));
            if (coming.size() == AT_ONCE) {
                index.add(coming);
                coming.clear();
            }
        }

        private static long lowest(Handle snapshot) {
            return snapshot.createQuery("select pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
                    .mapTo(Long.class)
                    .one();
        }
    }

    private record Row(int id, @Nullable String text) {}
}
