package depesche.delivery.ledger;

import depesche.alert.ReaderBytes;
import depesche.alert.ToldBefore;
import depesche.article.ArticleId;
import depesche.channel.ChannelKind;
import depesche.db.Database;
import depesche.digest.Digests;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.roaringbitmap.RoaringBitmap;

/// Who was told an older revision of an article by a digest. An outcome there has the number of an edition, and the
/// edition has the revisions. A reader who left the article's topics before the mail was written was not told of it.
public final class CarriedInDigests implements ToldBefore {

    private static final List<Integer> MAY_HAVE_ARRIVED =
            List.of((int) End.ACCEPTED.stored(), (int) End.UNCERTAIN.stored(), (int) End.IN_DOUBT.stored());

    private final Database db;

    public CarriedInDigests(Database db) {
        this.db = db;
    }

    /// As [Carried#isBeingTold]. Whoever claims after it said no makes a new edition first.
    @Override
    public boolean isBeingTold(ArticleId article, int revision) {
        if (db.read(handle -> hasLease(handle, article, revision))) {
            return true;
        }
        return db.write(tx -> {
            tx.execute("lock table slice_lease in share row exclusive mode");
            takeAwayWhatRanOut(tx, article, revision);
            return hasLease(tx, article, revision);
        });
    }

    private static boolean hasLease(Handle tx, ArticleId article, int revision) {
        return tx.createQuery("""
                        select exists (
                               select 1
                                 from digest_edition e
                                 join slice_lease l on l.alert_id = e.alert_id and l.revision = e.number
                                where e.article_id = :article
                                  and e.revision < :revision
                                  and l.ended_at is null
                                  and l.leased_until >= now())
                        """)
                .bind("article", article.value())
                .bind("revision", revision)
                .mapTo(Boolean.class)
                .one();
    }

    private static void takeAwayWhatRanOut(Handle tx, ArticleId article, int revision) {
        tx.createUpdate("""
                        update slice_lease l
                           set fence = l.fence + 1,
                               node = null,
                               leased_until = null
                          from digest_edition e
                         where e.alert_id = l.alert_id
                           and e.number = l.revision
                           and e.article_id = :article
                           and e.revision < :revision
                           and l.ended_at is null
                           and l.leased_until < now()
                        """)
                .bind("article", article.value())
                .bind("revision", revision)
                .execute();
    }

    @Override
    public Map<ChannelKind, RoaringBitmap> readers(Handle snapshot, ArticleId article, int revision) {
        var told = new RoaringBitmap();
        for (Digests.Telling telling : Digests.telling(snapshot, article, revision)) {
            told.or(RoaringBitmap.and(reached(snapshot, telling), telling.readers()));
        }
        return Map.of(ChannelKind.EMAIL, told);
    }

    private static RoaringBitmap reached(Handle snapshot, Digests.Telling telling) {
        var reached = new RoaringBitmap();
        snapshot.createQuery("""
                        select s.readers, array_agg(l.ordinal) as ordinals
                          from slice_lease lease
                          join alert_slice s on s.id = lease.slice_id
                          join outcome o on o.slice_id = lease.slice_id
                         cross join lateral unnest(o.ordinals, o.ends) as l (ordinal, ending)
                         where lease.alert_id = :digest
                           and o.revision = any(:editions)
                           and l.ending = any(:ends)
                           and not exists (
                               select 1
                                 from digest_omission d
                                where (d.slice_id, d.fence, d.number, d.ordinal, d.item)
                                    = (o.slice_id, o.fence, o.number, l.ordinal, :item))
                         group by s.id
                        """)
                .bind("digest", telling.digest().value())
                .bind("item", telling.item().value())
                .bindArray("editions", Integer.class, telling.editions())
                .bindArray("ends", Integer.class, MAY_HAVE_ARRIVED)
                .map((row, _) -> {
                    int[] readers = ReaderBytes.read(row.getBytes("readers")).toArray();
                    Integer[] ordinals = (Integer[]) row.getArray("ordinals").getArray();
                    return RoaringBitmap.bitmapOf(Arrays.stream(ordinals)
                            .mapToInt(ordinal -> readers[ordinal])
                            .toArray());
                })
                .forEach(reached::or);
        return reached;
    }
}
