package depesche.alert;

import depesche.article.Archive;
import depesche.article.Article;
import depesche.channel.ChannelKind;
import depesche.db.Database;
import depesche.follow.FollowIndex;
import depesche.follow.FollowView;
import depesche.follow.Subject;
import depesche.search.saved.Matching;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.roaringbitmap.RoaringBitmap;

/// Freezes who is told of an occasion, once. One planner works at a time in the whole newsroom, so that two
/// alerts of one article never race about who was told already. A reader who follows four of the article's
/// topics and a search that it meets is in the union once.
public final class Planning {

    private static final Logger LOG = System.getLogger(Planning.class.getName());

    private final Database db;
    private final FollowIndex follows;
    private final Matching searches;
    private final BiConsumer<Handle, AlertId> onPlanned;
    private final InstantSource clock;

    /// @param onPlanned hears of a planned alert in the transaction that planned it
    public Planning(
            Database db,
            FollowIndex follows,
            Matching searches,
            BiConsumer<Handle, AlertId> onPlanned,
            InstantSource clock) {
        this.db = db;
        this.follows = follows;
        this.searches = searches;
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
        Alert met = withSearches(tx, alert);
        Shares shares = met.stoppedAt().isPresent() ? Shares.NOBODY : shares(tx, view, met, due);
        int deliveries = freezeByChannel(tx, alert, due, shares, view);
        shares.apart().forEach((purpose, readers) -> ReaderSets.keep(tx, alert.id(), purpose, at, readers));
        shares.counted().forEach((when, readers) -> Counted.keep(tx, alert.id(), when, readers));
        int planned = deliveries + shares.inDigest();
        Alerts.setPlanned(tx, alert.id(), planned, shares.inDigest(), at);
        onPlanned.accept(tx, alert.id());
        return planned;
    }

    /// With the saved searches that the article meets, the text and the searches as this transaction sees them, but
    /// for those that an earlier alert of it named. Those too that nobody follows now: who follows one later finds
    /// the article in the digest it was put to, as with a topic. And those of a stopped alert: what the
    /// desk stopped is not made up for by an alert for another topic.
    private Alert withSearches(Handle tx, Alert alert) {
        Optional<Article> article = alert.article().flatMap(id -> Archive.byId(tx, id));
        if (article.isEmpty()) {
            return alert;
        }
        Set<Subject> met = met(searches.matching(tx, article.get()));
        if (!met.isEmpty()) {
            met.removeAll(Alerts.subjectsOf(tx, article.get().id()));
            Alerts.setSearches(tx, alert.id(), met);
        }
        return alert.withSubjects(met);
    }

    static Set<Subject> met(RoaringBitmap searches) {
        return searches.stream().mapToObj(Subject::search).collect(Collectors.toCollection(HashSet::new));
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
