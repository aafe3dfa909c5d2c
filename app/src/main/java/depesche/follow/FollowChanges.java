package depesche.follow;

import depesche.channel.ChannelKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
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
    private final Map<ChannelKind, Difference> channels = new EnumMap<>(ChannelKind.class);

    static FollowChanges since(Handle snapshot, long watermark) {
        var changes = new FollowChanges();
        changes.readFollows(snapshot, watermark);
        changes.readSilence(snapshot, watermark);
        changes.readChannels(snapshot, watermark);
        return changes;
    }

    FollowView appliedTo(FollowView before) {
        if (follows.isEmpty() && silence.isEmpty() && channels.isEmpty()) {
            return before;
        }
        var followers = new HashMap<>(before.followers());
        follows.forEach((subject, difference) ->
                followers.put(subject, difference.appliedTo(followers.getOrDefault(subject, new RoaringBitmap()))));
        followers.values().removeIf(RoaringBitmap::isEmpty);
        return new FollowView(followers, silence.appliedTo(before.silencedShared()), channelsAfter(before.channels()));
    }

    private ChannelView channelsAfter(ChannelView before) {
        var sets = new EnumMap<>(before.sets());
        channels.forEach((kind, difference) ->
                sets.put(kind, difference.appliedTo(sets.getOrDefault(kind, new RoaringBitmap()))));
        return new ChannelView(sets);
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

    /// A reader has a channel as long as one row of it lives; of mail the rows that say no are counted.
    private void readChannels(Handle snapshot, long watermark) {
        snapshot.createQuery("""
                          with changed as (
                               select distinct reader_id, kind
                                 from channel
                                where changed_in >= cast(:watermark as xid8))
                        select reader_id, kind,
                               bool_or((c.disabled_at is null) = (c.kind <> 'email')) as is_in
                          from channel c
                          join changed using (reader_id, kind)
                         group by reader_id, kind
                        """)
                .bind("watermark", Long.toString(watermark))
                .setFetchSize(FETCHED_AT_ONCE)
                .scanResultSet((rows, _) -> noteChannels(rows.get()));
    }

    private int noteChannels(ResultSet row) throws SQLException {
        int rows = 0;
        for (; row.next(); rows++) {
            channels.computeIfAbsent(ChannelKind.of(row.getString("kind")), _ -> new Difference())
                    .note(row.getInt("reader_id"), row.getBoolean("is_in"));
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
