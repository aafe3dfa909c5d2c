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
            lockOutOtherPlanners(tx);
            return Alerts.unplanned(tx, new AlertId(job.alert())).map(alert -> freeze(tx, alert));
        });
        planned.ifPresent(deliveries -> LOG.log(
                Level.INFO,
                "alert.planned alert=" + job.alert() + " deliveries=" + deliveries + " ms="
                        + (System.nanoTime() - started) / 1_000_000));
    }

    /// A lock on a table, because it comes before the transaction's snapshot. An advisory lock is taken by a
    /// select, which fixes the snapshot first and then waits: it would plan on the past.
    private static void lockOutOtherPlanners(Handle tx) {
        tx.execute("lock table planning in exclusive mode");
    }

    private int freeze(Handle tx, Alert alert) {
        Instant now = clock.instant();
        RoaringBitmap receivers = alert.stoppedAt().isPresent() ? new RoaringBitmap() : receivers(tx, alert);
        int planned = freezeByChannel(tx, alert, receivers);
        Alerts.setPlanned(tx, alert.id(), planned, now);
        onPlanned.accept(tx, alert.id());
        return planned;
    }

    /// A reader with several channels stands once on each. Tells how many deliveries there will be.
    private int freezeByChannel(Handle tx, Alert alert, RoaringBitmap receivers) {
        FollowView view = follows.catchUp(tx);
        int slices = 0;
        int deliveries = 0;
        for (ChannelKind channel : ChannelKind.values()) {
            RoaringBitmap reached = view.reachedBy(channel, receivers);
            slices += Slices.freeze(tx, alert.id(), channel, slices, reached);
            deliveries += reached.getCardinality();
        }
        return deliveries;
    }

    private RoaringBitmap receivers(Handle tx, Alert alert) {
        RoaringBitmap receivers = follows.catchUp(tx).readersOf(alert.subjects());
        receivers.andNot(Slices.told(tx, alert.article()));
        return receivers;
    }
}
