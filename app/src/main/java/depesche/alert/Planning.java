package depesche.alert;

import depesche.channel.ChannelKind;
import depesche.db.Database;
import depesche.follow.FollowIndex;
import depesche.follow.FollowView;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;
import org.roaringbitmap.RoaringBitmap;

/// Freezes who is told of an occasion, once. One planner works at a time in the whole newsroom, so that two
/// alerts of one article never race about who was told already. A reader who follows four of the article's
/// topics is in the union once.
public final class Planning {

    private static final Logger LOG = System.getLogger(Planning.class.getName());

    private final Database db;
    private final FollowIndex follows;
    private final BiConsumer<Handle, AlertId> onPlanned;
    private final InstantSource clock;

    /// @param onPlanned hears of a planned alert in the transaction that planned it
    public Planning(Database db, FollowIndex follows, BiConsumer<Handle, AlertId> onPlanned, InstantSource clock) {
        this.db = db;
        this.follows = follows;
        this.onPlanned = onPlanned;
        this.clock = clock;
    }

    /// Plans the alert. Again, or on two nodes at once: the lock lets one through, and `planned_at` stops the next.
    public void plan(PlanAlert job) {
        long started = System.nanoTime();
        Optional<Integer> planned = db.inSnapshot(tx -> {
            Planners.lockOutOthers(tx);
            return Alerts.unplanned(tx, new AlertId(job.alert())).map(alert -> freeze(tx, alert));
        });
        planned.ifPresent(deliveries -> LOG.log(
                Level.INFO,
                "alert.planned alert=" + job.alert() + " deliveries=" + deliveries + " ms="
                        + (System.nanoTime() - started) / 1_000_000));
    }

    private int freeze(Handle tx, Alert alert) {
        Instant at = Planners.itemTime(tx, clock.instant());
        Instant due = alert.dueAt().isAfter(at) ? alert.dueAt() : at;
        FollowView view = follows.catchUp(tx);
        Shares shares = alert.stoppedAt().isPresent() ? Shares.NOBODY : shares(tx, view, alert, due);
        int deliveries = freezeByChannel(tx, alert, due, shares, view);
        shares.apart().forEach((purpose, readers) -> ReaderSets.keep(tx, alert.id(), purpose, at, readers));
        shares.counted().forEach((when, readers) -> Counted.keep(tx, alert.id(), when, readers));
        int planned = deliveries + shares.inDigest();
        Alerts.setPlanned(tx, alert.id(), planned, shares.inDigest(), at);
        onPlanned.accept(tx, alert.id());
        return planned;
    }

    /// A reader with several channels stands once on each. Tells how many deliveries there will be.
    private static int freezeByChannel(Handle tx, Alert alert, Instant due, Shares shares, FollowView view) {
        var freezing = new Freezing(tx, alert.id());
        shares.atOnce().forEach((when, readers) -> {
            for (ChannelKind channel : ChannelKind.values()) {
                freezing.add(
                        channel, Optional.of(when).filter(it -> it.isAfter(due)), view.reachedBy(channel, readers));
            }
        });
        return freezing.freeze();
    }

    private static Shares shares(Handle tx, FollowView view, Alert alert, Instant due) {
        RoaringBitmap told =
                alert.article().map(article -> Slices.told(tx, article)).orElseGet(RoaringBitmap::new);
        return new Sharing(tx, view).among(alert.subjects(), alert.cadences(), told, due);
    }
}
