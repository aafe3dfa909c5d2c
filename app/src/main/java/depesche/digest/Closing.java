package depesche.digest;

import depesche.account.Readers;
import depesche.alert.AlertId;
import depesche.alert.DigestAlerts;
import depesche.alert.Planners;
import depesche.channel.ChannelKind;
import depesche.db.Database;
import depesche.follow.FollowIndex;
import depesche.follow.FollowView;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;
import org.roaringbitmap.RoaringBitmap;

/// Closes windows when the hour of their readers has come, and plans what was put to them as a digest. A window begins
/// where the reader's window before ended, whatever hour, zone or cadence the reader has had in between; an end that
/// was slept through is made up for with one window up to the last end there was. Runs on one node at a time, and again
/// does nothing: what is closed has its mark.
public final class Closing {

    private static final Logger LOG = System.getLogger(Closing.class.getName());
    /// A reader's first window begins so long before the reader did, in case a clock was set back in between.
    private static final Duration CLOCKS_STEP = Duration.ofDays(1);

    /// So much later than its end a digest no longer comes at the hour that the reader has wished.
    private static final Duration LATE = Duration.ofHours(1);

    private final Database db;
    private final FollowIndex follows;
    private final BiConsumer<Handle, AlertId> onPlanned;
    private final InstantSource clock;

    /// @param onPlanned hears of a planned digest in the transaction that planned it
    public Closing(Database db, FollowIndex follows, BiConsumer<Handle, AlertId> onPlanned, InstantSource clock) {
        this.db = db;
        this.follows = follows;
        this.onPlanned = onPlanned;
        this.clock = clock;
    }

    /// Closes every window whose end has come.
    public void closeWhatIsDue() {
        for (DigestCadence cadence : DigestCadence.values()) {
            boolean isAnyDue = db.inSnapshot(tx -> isAnyDue(tx, cadence));
            if (isAnyDue) {
                db.inSnapshot(tx -> {
                    Planners.lockOutOthers(tx);
                    closeAll(tx, cadence);
                    return true;
                });
            }
        }
        if (db.inSnapshot(LeftOut::isAnyReleased)) {
            db.inSnapshot(tx -> {
                Planners.lockOutOthers(tx);
                LeftOut.putAgain(tx, clock.instant());
                return true;
            });
        }
    }

    /// Whether a digest would go out now, in the caller's snapshot: an hour has passed, and something was put to it.
    public boolean wouldSend(Handle tx) {
        for (DigestCadence cadence : DigestCadence.values()) {
            FollowView view = follows.catchUp(tx);
            Marks marks = Marks.read(tx, cadence);
            for (var closing : due(view, marks, cadence).entrySet()) {
                var windows = marks.windows(closing.getValue(), closing.getKey());
                if (!Items.taken(tx, cadence, closing.getKey(), windows).isNothing()) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isAnyDue(Handle tx, DigestCadence cadence) {
        FollowView view = follows.catchUp(tx);
        Marks marks = Marks.read(tx, cadence);
        return !newcomers(view, marks).isEmpty() || !due(view, marks, cadence).isEmpty();
    }

    private void closeAll(Handle tx, DigestCadence cadence) {
        FollowView view = follows.catchUp(tx);
        Marks marks = Marks.read(tx, cadence);
        RoaringBitmap newcomers = newcomers(view, marks);
        if (!newcomers.isEmpty()) {
            marks.begin(
                    tx,
                    newcomers,
                    Readers.oldest(tx, newcomers.first(), newcomers.last()).minus(CLOCKS_STEP));
        }
        due(view, marks, cadence).forEach((end, readers) -> {
            Planners.close(tx, end);
            plan(tx, cadence, end, marks.close(tx, readers, end), view);
        });
    }

    private static RoaringBitmap newcomers(FollowView view, Marks marks) {
        var everyone = new RoaringBitmap();
        view.wishes().zones().values().forEach(everyone::or);
        everyone.andNot(marks.all());
        return everyone;
    }

    /// Whose windows are to be closed, by their end.
    private SortedMap<Instant, RoaringBitmap> due(FollowView view, Marks marks, DigestCadence cadence) {
        Instant now = clock.instant();
        var due = new TreeMap<Instant, RoaringBitmap>();
        view.wishes().digestGroups().forEach(group -> {
            Instant end = cadence.lastEnd(now, group.zone(), group.hour(), group.day());
            RoaringBitmap open = marks.openBefore(end, group.readers());
            if (!open.isEmpty()) {
                due.merge(end, open, (one, other) -> RoaringBitmap.or(one, other));
            }
        });
        return due;
    }

    private void plan(
            Handle tx,
            DigestCadence cadence,
            Instant end,
            NavigableMap<Instant, RoaringBitmap> windows,
            FollowView view) {
        Taken taken = Items.taken(tx, cadence, end, windows);
        if (taken.isNothing()) {
            return;
        }
        Instant now = clock.instant();
        RoaringBitmap receivers = taken.receivers();
        receivers.andNot(view.silenced(ChannelKind.EMAIL));
        RoaringBitmap paused = RoaringBitmap.and(receivers, view.wishes().pausedAt(now));
        receivers.andNot(paused);
        AlertId alert = DigestAlerts.open(tx, end, now, byDue(receivers, end, now, view), paused);
        Digests.keep(tx, alert, cadence, end, taken);
        onPlanned.accept(tx, alert);
        LOG.log(
                Level.INFO,
                "digest.planned alert=" + alert + " cadence=" + cadence.word() + " end=" + end + " readers="
                        + receivers.getCardinality() + " articles="
                        + taken.told().size());
    }

    /// A digest comes at the hour that its reader has wished, quiet or not. One that is late waits for quiet hours.
    private static SortedMap<Instant, RoaringBitmap> byDue(
            RoaringBitmap receivers, Instant end, Instant now, FollowView view) {
        var due = new TreeMap<Instant, RoaringBitmap>(Map.of(now, receivers));
        if (now.isAfter(end.plus(LATE))) {
            view.wishes().quietAt(now, receivers).forEach(quiet -> {
                receivers.andNot(quiet.readers());
                due.merge(
                        quiet.hours().endAfter(now, quiet.zone()),
                        quiet.readers(),
                        (one, other) -> RoaringBitmap.or(one, other));
            });
        }
        return due;
    }
}
