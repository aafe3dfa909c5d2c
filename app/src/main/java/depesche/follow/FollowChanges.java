package depesche.follow;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.roaringbitmap.RoaringBitmap;

/// Rows of `follow` and `reader` that a transaction at or above the watermark has changed. Everything
/// below it was decided before the last catching up, so a row that is not read here is as it was. A row
/// read twice is applied twice, with the same end.
final class FollowChanges {

    /// Rows fetched at once: the first catching up reads all follows there are.
    private static final int FETCHED_AT_ONCE = 10_000;

    private final Map<Subject, Difference> follows = new HashMap<>();
    private final Difference silence = new Difference();

    static FollowChanges since(Handle snapshot, long watermark) {
        var changes = new FollowChanges();
        changes.readFollows(snapshot, watermark);
        changes.readSilence(snapshot, watermark);
        return changes;
    }

    FollowView appliedTo(FollowView before) {
        if (follows.isEmpty() && silence.isEmpty()) {
            return before;
        }
        var followers = new HashMap<>(before.followers());
        follows.forEach((subject, difference) ->
                followers.put(subject, difference.appliedTo(followers.getOrDefault(subject, new RoaringBitmap()))));
        followers.values().removeIf(RoaringBitmap::isEmpty);
        return new FollowView(followers, silence.appliedTo(before.silencedShared()));
    }

    private void readFollows(Handle snapshot, long watermark) {
        snapshot.createQuery("""
                        select kind,
                               subject_id,
                               reader_id,
                               ended_at is null and cadence = 'instant' as follows
                          from follow
                         where changed_in >= cast(:watermark as xid8)
                        """)
                .bind("watermark", Long.toString(watermark))
                .setFetchSize(FETCHED_AT_ONCE)
                .scanResultSet((rows, _) -> noteFollows(rows.get()));
    }

    private int noteFollows(ResultSet row) throws SQLException {
        int rows = 0;
        for (; row.next(); rows++) {
            var subject = new Subject(Subject.Kind.of(row.getString("kind")), row.getLong("subject_id"));
            follows.computeIfAbsent(subject, _ -> new Difference())
                    .note(row.getInt("reader_id"), row.getBoolean("follows"));
        }
        return rows;
    }

    private void readSilence(Handle snapshot, long watermark) {
        snapshot.createQuery("""
                        select id,
                               suppressed_at is not null or erased_hash is not null as silenced
                          from reader
                         where changed_in >= cast(:watermark as xid8)
                        """)
                .bind("watermark", Long.toString(watermark))
                .setFetchSize(FETCHED_AT_ONCE)
                .scanResultSet((rows, _) -> noteSilence(rows.get()));
    }

    private int noteSilence(ResultSet row) throws SQLException {
        int rows = 0;
        for (; row.next(); rows++) {
            silence.note(row.getInt("id"), row.getBoolean("silenced"));
        }
        return rows;
    }

    /// Readers who come into a set and readers who leave it.
    private static final class Difference {

        private final RoaringBitmap coming = new RoaringBitmap();
        private final RoaringBitmap leaving = new RoaringBitmap();

        void note(int reader, boolean isIn) {
            (isIn ? coming : leaving).add(reader);
        }

        boolean isEmpty() {
            return coming.isEmpty() && leaving.isEmpty();
        }

        RoaringBitmap appliedTo(RoaringBitmap before) {
            var after = RoaringBitmap.or(before, coming);
            after.andNot(leaving);
            after.runOptimize();
            after.trim();
            return after;
        }
    }
}
