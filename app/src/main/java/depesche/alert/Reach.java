package depesche.alert;

import depesche.article.Archive;
import depesche.article.Article;
import depesche.article.ArticleId;
import depesche.channel.ChannelKind;
import depesche.db.Database;
import depesche.follow.Cadence;
import depesche.follow.FollowIndex;
import depesche.follow.FollowView;
import depesche.follow.Subject;
import depesche.search.saved.Matching;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleSupplier;
import org.jdbi.v3.core.Handle;
import org.roaringbitmap.RoaringBitmap;

/// Who would be told if the article were published now: by the same union that planning freezes, so on
/// unchanged data the two are equal.
public final class Reach {

    /// @param instant to whom it goes by itself, at once or after their quiet hours
    /// @param digest to whom it goes in their next digest
    /// @param overlapping how many of them follow two or more of the article's subjects
    /// @param seconds how long carrying would take, as far as can be known
    public record Estimate(
            int readers, int instant, int digest, int push, int webhook, int overlapping, long seconds) {}

    private final Database db;
    private final FollowIndex follows;
    private final Matching searches;
    private final DoubleSupplier messagesPerSecond;
    private final InstantSource clock;

    /// @param messagesPerSecond what delivery lately achieved, or may at most
    public Reach(
            Database db,
            FollowIndex follows,
            Matching searches,
            DoubleSupplier messagesPerSecond,
            InstantSource clock) {
        this.db = db;
        this.follows = follows;
        this.searches = searches;
        this.messagesPerSecond = messagesPerSecond;
        this.clock = clock;
    }

    /// Empty if there is no such article.
    public Optional<Estimate> of(ArticleId id) {
        return db.inSnapshot(tx -> Archive.byId(tx, id).map(article -> estimate(tx, article)));
    }

    private Estimate estimate(Handle tx, Article article) {
        Set<Subject> subjects = Bearing.of(tx, article);
        Set<Cadence> cadences = article.revision().breaking() ? Set.of(Cadence.values()) : Cadence.OF_ANY_ARTICLE;
        var view = follows.catchUp(tx);
        subjects.addAll(Planning.met(searches.matching(tx, article)));
        var told = Slices.told(tx, article.id());
        Instant now = clock.instant();
        Shares shares = new Sharing(tx, view).among(subjects, cadences, told, now);
        RoaringBitmap overlapping = view.overlapping(subjects, cadences);
        overlapping.andNot(told);
        overlapping.andNot(view.wishes().pausedAt(now));
        int instant = shares.instant();
        long seconds = (long) Math.ceil(instant / Math.max(1, messagesPerSecond.getAsDouble()));
        return new Estimate(
                instant + shares.inDigest(),
                instant,
                shares.inDigest(),
                reached(view, ChannelKind.PUSH, shares),
                reached(view, ChannelKind.WEBHOOK, shares),
                overlapping.getCardinality(),
                seconds);
    }

    private static int reached(FollowView view, ChannelKind channel, Shares shares) {
        return shares.atOnce().values().stream()
                .mapToInt(readers -> view.reachedBy(channel, readers).getCardinality())
                .sum();
    }
}
