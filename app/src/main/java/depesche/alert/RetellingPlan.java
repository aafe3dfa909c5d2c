package depesche.alert;

import depesche.article.Article;
import depesche.article.ArticleId;
import depesche.channel.ChannelKind;
import depesche.db.Database;
import depesche.follow.FollowIndex;
import depesche.follow.FollowView;
import depesche.job.Jobs;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;
import org.roaringbitmap.RoaringBitmap;

/// Freezes who is told of an amendment, once: everyone who has an older revision. It waits until nobody tells an
/// older one any more, for only then the ledgers know them all.
///
/// Two amendments soon after one another are two alerts: each has its own note, and each tells the newest text there
/// is. Whoever had a wrong revision gets both.
public final class RetellingPlan {

    private static final Logger LOG = System.getLogger(RetellingPlan.class.getName());
    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

    private final Database db;
    private final FollowIndex follows;
    private final Receivers receivers;
    private final Jobs jobs;
    private final BiConsumer<Handle, AlertId> onPlanned;
    private final InstantSource clock;

    /// @param onPlanned hears of a planned alert in the transaction that planned it
    public RetellingPlan(
            Database db,
            FollowIndex follows,
            Receivers receivers,
            Jobs jobs,
            BiConsumer<Handle, AlertId> onPlanned,
            InstantSource clock) {
        this.db = db;
        this.follows = follows;
        this.receivers = receivers;
        this.jobs = jobs;
        this.onPlanned = onPlanned;
        this.clock = clock;
    }

    /// Plans the alert, or looks again soon. Again, or on two nodes at once: as [Planning#plan].
    public void plan(PlanRetelling job) {
        var id = new AlertId(job.alert());
        Optional<Alert> waiting =
                db.read(tx -> Alerts.byId(tx, id)).filter(it -> it.plannedAt().isEmpty());
        if (waiting.isEmpty()) {
            return;
        }
        Alert alert = waiting.get();
        if (alert.stoppedAt().isEmpty() && receivers.areBeingTold(article(alert), alert.revision())) {
            db.change(tx -> jobs.submitAt(tx, job, clock.instant().plus(LOOK_AGAIN)));
            return;
        }
        long started = System.nanoTime();
        Optional<Integer> planned = db.inSnapshot(tx -> {
            Planners.lockOutOthers(tx);
            return Alerts.unplanned(tx, id).map(unplanned -> freeze(tx, unplanned));
        });
        planned.ifPresent(deliveries -> LOG.log(
                Level.INFO,
                "alert.planned alert=" + id + " kind=" + alert.kind().word() + " deliveries=" + deliveries + " ms="
                        + (System.nanoTime() - started) / 1_000_000));
    }

    private int freeze(Handle tx, Alert alert) {
        Instant at = Planners.itemTime(tx, clock.instant());
        Instant due = alert.dueAt().isAfter(at) ? alert.dueAt() : at;
        FollowView view = follows.catchUp(tx);
        var freezing = new Freezing(tx, alert.id());
        var sharing = new Sharing(tx, view);
        told(tx, view, alert, due)
                .forEach((channel, readers) -> sharing.byDue(readers, alert.lane() == Alert.Lane.BREAKING, due)
                        .forEach((when, quiet) ->
                                freezing.add(channel, Optional.of(when).filter(it -> it.isAfter(due)), quiet)));
        int deliveries = freezing.freeze();
        Alerts.setPlanned(tx, alert.id(), deliveries, 0, at);
        onPlanned.accept(tx, alert.id());
        return deliveries;
    }

    private Map<ChannelKind, RoaringBitmap> told(Handle tx, FollowView view, Alert alert, Instant due) {
        if (alert.stoppedAt().isPresent()) {
            return Map.of();
        }
        return receivers.of(tx, view, new Receivers.Again(alert.kind(), article(alert), alert.revision(), due));
    }

    private static ArticleId article(Alert alert) {
        return alert.article().orElseThrow(() -> new IllegalArgumentException(alert + " tells of no article"));
    }

    /// How many readers an amendment of this kind would be told to, made now: those who were told of the article as
    /// it is or was.
    public int reach(Article article, Alert.Kind kind) {
        var again = new Receivers.Again(kind, article.id(), article.revision().number() + 1, clock.instant());
        return db.inSnapshot(tx -> {
            var readers = new RoaringBitmap();
            receivers.of(tx, follows.catchUp(tx), again).values().forEach(readers::or);
            return readers.getCardinality();
        });
    }
}
