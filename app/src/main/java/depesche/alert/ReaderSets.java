package depesche.alert;

import depesche.article.ArticleId;
import java.time.Instant;
import java.util.Locale;
import org.jdbi.v3.core.Handle;
import org.roaringbitmap.RoaringBitmap;

/// The table `alert_set`: readers to whom an alert does not go by itself, and why. Written once, never changed, in
/// chunks, so that whoever carries a slice reads only what concerns it.
public final class ReaderSets {

    /// Why an alert does not go to a reader by itself.
    public enum Purpose {
        /// The strongest follow that matches is a daily one.
        DAILY,
        WEEKLY,
        /// Had as many instant alerts that day as the reader wants; it comes with the next daily digest.
        OVER,
        PAUSED;

        /// As the table has it.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Purpose of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    private static final int CHUNK_BITS = 16;

    private ReaderSets() {}

    /// @param itemAt the time by which a digest's window takes it, or does not
    static void keep(Handle tx, AlertId alert, Purpose purpose, Instant itemAt, RoaringBitmap readers) {
        if (readers.isEmpty()) {
            return;
        }
        var batch = tx.prepareBatch("""
                insert into alert_set (alert_id, purpose, item_at, chunk, readers, size)
                values (:alert, :purpose, :at, :chunk, :readers, :size)
                """);
        for (int chunk = chunk(readers.first()); chunk <= chunk(readers.last()); chunk++) {
            var part = part(readers, chunk);
            if (!part.isEmpty()) {
                batch.bind("alert", alert.value())
                        .bind("purpose", purpose.word())
                        .bind("at", itemAt)
                        .bind("chunk", chunk)
                        .bind("readers", ReaderBytes.of(part))
                        .bind("size", part.getCardinality())
                        .add();
            }
        }
        batch.execute();
    }

    /// Everyone who has an earlier alert of the article in a digest.
    static RoaringBitmap toldInDigest(Handle tx, ArticleId article) {
        var told = new RoaringBitmap();
        tx.createQuery("""
                        select s.readers
                          from alert_set s
                          join alert a on a.id = s.alert_id
                         where a.article_id = :article
                           and s.purpose <> 'paused'
                        """)
                .bind("article", article.value())
                .mapTo(byte[].class)
                .forEach(part -> told.or(ReaderBytes.read(part)));
        return told;
    }

    /// The chunk in which a reader stands.
    public static int chunk(int reader) {
        return reader >>> CHUNK_BITS;
    }

    private static RoaringBitmap part(RoaringBitmap readers, int chunk) {
        long from = (long) chunk << CHUNK_BITS;
        return RoaringBitmap.and(readers, RoaringBitmap.bitmapOfRange(from, from + (1L << CHUNK_BITS)));
    }
}
