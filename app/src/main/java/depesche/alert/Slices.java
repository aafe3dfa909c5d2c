package depesche.alert;

import depesche.article.ArticleId;
import java.util.List;
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

    /// Which alerts told of the article as of something new, and whom.
    static Threading threading(Handle tx, ArticleId article) {
        List<AlertId> told = tx.createQuery("""
                        select id
                          from alert
                         where article_id = :article
                           and kind = 'new'
                         order by id
                        """)
                .bind("article", article.value())
                .mapTo(Long.class)
                .map(AlertId::new)
                .list();
        return new Threading(
                told.stream().findFirst(),
                told.stream()
                        .skip(1)
                        .map(alert -> new Threading.Later(alert, told(tx, alert)))
                        .toList());
    }

    /// Everyone whom an alert names.
    private static RoaringBitmap told(Handle tx, AlertId alert) {
        var told = new RoaringBitmap();
        tx.createQuery("select readers from alert_slice where alert_id = :alert")
                .bind("alert", alert.value())
                .mapTo(byte[].class)
                .forEach(slice -> told.or(readers(slice)));
        return told;
    }

    /// The receivers of a slice as the table holds them. A receiver's ordinal is its rank.
    public static RoaringBitmap readers(byte[] stored) {
        return ReaderBytes.read(stored);
    }
}
