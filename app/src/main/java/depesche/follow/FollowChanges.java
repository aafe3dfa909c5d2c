package depesche.follow;

import depesche.account.Suppression;
import depesche.channel.ChannelKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.roaringbitmap.RoaringBitmap;

/// Rows of `follow`, `reader` and `reader_wish` that a transaction at or above the watermark has changed. Everything
/// below it was decided before the last catching up, so a row that is not read here is as it was. A row
/// read twice is applied twice, with the same end.
final class FollowChanges {

    /// Rows fetched at once: the first catching up reads all follows there are.
    private static final int FETCHED_AT_ONCE = 10_000;

    private static final List<Cadence> CADENCES = List.of(Cadence.values());

    private final FollowView before;
    private final Survivors survivors;
    private final Map<PacedSubject, Difference> follows = new HashMap<>();
    private final Difference silenceEverywhere = new Difference();
    private final Difference silenceByMail = new Difference();
    private final Map<ChannelKind, Difference> channels = new EnumMap<>(ChannelKind.class);
    private final TraitChanges zones = new TraitChanges(Trait::isOfReader);
    private final TraitChanges wishes = new TraitChanges(trait -> !trait.isOfReader());
    private final Map<String, Set<Trait>> zonesByName = new HashMap<>();

    private FollowChanges(FollowView before, Survivors survivors) {
        this.before = before;
        this.survivors = survivors;
    }

    /// What changed in transactions from the watermark on, since the view.
    static FollowChanges since(Handle snapshot, long watermark, FollowView before) {
        var changes = new FollowChanges(before, Survivors.of(snapshot));
        changes.readFollows(snapshot, watermark);
        changes.readReaders(snapshot, watermark);
        changes.readWishes(snapshot, watermark);
        changes.readChannels(snapshot, watermark);
        return changes;
    }

    FollowView applied() {
        boolean isReaderUnchanged = silenceEverywhere.isEmpty() && silenceByMail.isEmpty() && zones.isEmpty();
        boolean isTopicUnchanged = survivors.equals(before.survivors());
        if (follows.isEmpty() && isReaderUnchanged && wishes.isEmpty() && channels.isEmpty() && isTopicUnchanged) {
            return before;
        }
        var followers = new HashMap<>(before.followers());
        follows.forEach((subject, difference) ->
                followers.put(subject, difference.appliedTo(followers.getOrDefault(subject, new RoaringBitmap()))));
        followers.values().removeIf(RoaringBitmap::isEmpty);
        var traits = wishes.appliedTo(zones.appliedTo(before.wishes().traits()));
        return new FollowView(
                followers,
                silenceAfter(before.silence()),
                channelsAfter(before.channels()),
                zones.isEmpty() && wishes.isEmpty() ? before.wishes() : WishView.of(traits),
                survivors);
    }

    private SilenceView silenceAfter(SilenceView before) {
        return new SilenceView(
                silenceEverywhere.appliedTo(before.everywhere()), silenceByMail.appliedTo(before.byMail()));
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
                               cadence,
                               ended_at is null as is_open
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
            var subject = Subject.stored(row.getString("kind"), row.getLong("subject_id"));
            noteFollow(
                    subject,
                    row.getInt("reader_id"),
                    Cadence.stored(row.getString("cadence")),
                    row.getBoolean("is_open"));
        }
        return rows;
    }

    /// A row tells of one cadence, and so that the reader has none of the others any more.
    private void noteFollow(Subject subject, int reader, Cadence cadence, boolean isOpen) {
        if (isOpen) {
            follows.computeIfAbsent(new PacedSubject(subject, cadence), _ -> new Difference())
                    .note(reader, true);
        }
        if (before.followers().isEmpty()) {
            return;
        }
        for (Cadence each : CADENCES) {
            var paced = new PacedSubject(subject, each);
            if (!(isOpen && each == cadence) && before.followers().containsKey(paced)) {
                follows.computeIfAbsent(paced, _ -> new Difference()).note(reader, false);
            }
        }
    }

    private void readReaders(Handle snapshot, long watermark) {
        snapshot.createQuery("""
                        select id,
                               time_zone,
                               suppressed_why,
                               erased_hash is not null as erased
                          from reader
                         where changed_in >= cast(:watermark as xid8)
                        """)
                .bind("watermark", Long.toString(watermark))
                .setFetchSize(FETCHED_AT_ONCE)
                .scanResultSet((rows, _) -> noteReaders(rows.get()));
    }

    private int noteReaders(ResultSet row) throws SQLException {
        int rows = 0;
        for (; row.next(); rows++) {
            int reader = row.getInt("id");
            noteSilence(reader, Optional.ofNullable(row.getString("suppressed_why")), row.getBoolean("erased"));
            zones.note(
                    reader,
                    zonesByName.computeIfAbsent(
                            row.getString("time_zone"), name -> Set.of(new Trait.Zone(ZoneId.of(name)))));
        }
        return rows;
    }

    private void noteSilence(int reader, Optional<String> suppressed, boolean isErased) {
        boolean isForAll = suppressed
                .flatMap(Suppression.Why::of)
                .filter(Suppression.Why::endsEveryChannel)
                .isPresent();
        silenceEverywhere.note(reader, isErased || isForAll);
        silenceByMail.note(reader, suppressed.isPresent() && !isForAll);
    }

    private void readWishes(Handle snapshot, long watermark) {
        snapshot.createQuery("""
                        select reader_id, digest_hour, digest_weekday, quiet_from, quiet_to, breaking_in_quiet,
                               paused_until, most_a_day, updates
                          from reader_wish
                         where changed_in >= cast(:watermark as xid8)
                        """)
                .bind("watermark", Long.toString(watermark))
                .setFetchSize(FETCHED_AT_ONCE)
                .scanResultSet((rows, _) -> noteWishes(rows.get()));
    }

    private int noteWishes(ResultSet row) throws SQLException {
        int rows = 0;
        for (; row.next(); rows++) {
            wishes.note(row.getInt("reader_id"), Trait.of(ReaderWishes.wish(row)));
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
