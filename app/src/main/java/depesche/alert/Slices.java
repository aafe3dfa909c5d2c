package depesche.alert;

import depesche.article.ArticleId;
import org.jdbi.v3.core.Handle;
import org.roaringbitmap.RoaringBitmap;

/// The table `alert_slice`: frozen receivers, a thousand in a row as Roaring bytes. Written once, never changed.
public final class Slices {

    private Slices() {}

    /// Everyone whom an earlier alert of the article names, those too who have it in a digest.
    static RoaringBitmap told(Handle tx, ArticleId article) {
        var told = ReaderSets.toldInDigest(tx, article);
        tx.createQuery("""
                        select s.readers
                          from alert_slice s
                          join alert a on a.id = s.alert_id
                         where a.article_id = :article
                        """)
                .bind("article", article.value())
                .mapTo(byte[].class)
                .forEach(slice -> told.or(readers(slice)));
        return told;
    }

    /// The receivers of a slice as the table holds them. A receiver's ordinal is its rank.
    public static RoaringBitmap readers(byte[] stored) {
        return ReaderBytes.read(stored);
    }
}
