package depesche.delivery.ledger;

import depesche.alert.Slices;
import depesche.alert.ToldBefore;
import depesche.article.ArticleId;
import depesche.channel.ChannelKind;
import depesche.db.Database;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.roaringbitmap.RoaringBitmap;

/// Who was told an older revision of an article, read from the ledger: every outcome that says accepted or uncertain,
/// and every message in doubt, for it may have arrived. Who was told a newer one as well is told of it all the same.
public final class Carried implements ToldBefore {

    private static final int FETCHED_AT_ONCE = 2_000;

    private final Database db;

    public Carried(Database db) {
        this.db = db;
    }

    /// First a look that disturbs nobody. Then, when no lease seems to be left, one under a lock that waits for
    /// claims under way, for those would tell what they saw before. A lease that has run out is taken away by its
    /// fence, so that no outcome of an older revision can be recorded after this.
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
                                 from slice_lease l
                                 join alert a on a.id = l.alert_id
                                where a.article_id = :article
                                  and l.ended_at is null
                                  and l.revision < :revision
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
                          from alert a
                         where a.id = l.alert_id
                           and a.article_id = :article
                           and l.ended_at is null
                           and l.revision < :revision
                           and l.leased_until < now()
                        """)
                .bind("article", article.value())
                .bind("revision", revision)
                .execute();
    }

    @Override
    public Map<ChannelKind, RoaringBitmap> readers(Handle snapshot, ArticleId article, int revision) {
        Map<Long, BitSet> told = told(snapshot, article, revision);
        Map<ChannelKind, RoaringBitmap> readers = new EnumMap<>(ChannelKind.class);
        snapshot.createQuery("""
                        select s.id, s.channel, s.readers
                          from alert_slice s
                          join alert a on a.id = s.alert_id
                         where a.article_id = :article
                        """)
                .bind("article", article.value())
                .map((row, _) -> new Frozen(
                        row.getLong("id"), ChannelKind.of(row.getString("channel")), row.getBytes("readers")))
                .forEach(slice -> {
                    BitSet ordinals = told.getOrDefault(slice.id(), new BitSet());
                    readers.merge(slice.channel(), slice.readersAt(ordinals), Carried::union);
                });
        return readers;
    }

    /// Ordinals by slice. A row of the ledger is a commit's share of a slice: a million receivers are some thirty
    /// thousand rows, read as they come.
    private static Map<Long, BitSet> told(Handle snapshot, ArticleId article, int revision) {
        Map<Long, BitSet> told = new HashMap<>();
        snapshot.createQuery("""
                        select o.slice_id, o.ordinals, o.ends
                          from alert a
                          join alert_slice s on s.alert_id = a.id
                          join outcome o on o.slice_id = s.id
                         where a.article_id = :article
                           and o.revision < :revision
                        """)
                .bind("article", article.value())
                .bind("revision", revision)
                .setFetchSize(FETCHED_AT_ONCE)
                .scanResultSet((rows, _) -> note(rows.get(), told));
        return told;
    }

    private static int note(ResultSet rows, Map<Long, BitSet> told) throws SQLException {
        int read = 0;
        for (; rows.next(); read++) {
            Integer[] ordinals = (Integer[]) array(rows, "ordinals");
            Short[] ends = (Short[]) array(rows, "ends");
            BitSet slice = told.computeIfAbsent(rows.getLong("slice_id"), _ -> new BitSet());
            for (int i = 0; i < ordinals.length; i++) {
                if (mayHaveArrived(End.of(ends[i]))) {
                    slice.set(ordinals[i]);
                }
            }
        }
        return read;
    }

    private static Object array(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return array.getArray();
    }

    private static RoaringBitmap union(RoaringBitmap one, RoaringBitmap other) {
        return RoaringBitmap.or(one, other);
    }

    private static boolean mayHaveArrived(End end) {
        return switch (end) {
            case ACCEPTED, UNCERTAIN, IN_DOUBT -> true;
            case DEFERRED, REFUSED, SUPPRESSED, EXPIRED, WITHDRAWN -> false;
        };
    }

    private record Frozen(long id, ChannelKind channel, byte[] stored) {

        RoaringBitmap readersAt(BitSet ordinals) {
            int[] all = Slices.readers(stored).toArray();
            return RoaringBitmap.bitmapOf(
                    ordinals.stream().map(ordinal -> all[ordinal]).toArray());
        }
    }
}
