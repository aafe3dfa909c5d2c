package depesche.alert;

import depesche.article.Archive;
import depesche.article.Article;
import depesche.article.ArticleId;
import depesche.channel.ChannelKind;
import depesche.db.Database;
import depesche.follow.FollowIndex;
import depesche.follow.Subject;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleSupplier;
import org.jdbi.v3.core.Handle;
import org.roaringbitmap.RoaringBitmap;

/// Who would be told if the article were published now: by the same union that planning freezes, so on
/// unchanged data the two are equal.
public final class Reach {

    /// @param overlapping how many of them follow two or more of the article's subjects
    /// @param seconds how long carrying would take, as far as can be known
    public record Estimate(
            int readers, int instant, int digest, int push, int webhook, int overlapping, long seconds) {}

    private final Database db;
    private final FollowIndex follows;
    private final DoubleSupplier messagesPerSecond;

    /// @param messagesPerSecond what delivery lately achieved, or may at most
    public Reach(Database db, FollowIndex follows, DoubleSupplier messagesPerSecond) {
        this.db = db;
        this.follows = follows;
        this.messagesPerSecond = messagesPerSecond;
    }

    /// Empty if there is no such article.
    public Optional<Estimate> of(ArticleId id) {
        return db.inSnapshot(tx -> Archive.byId(tx, id).map(article -> estimate(tx, article)));
    }

    private Estimate estimate(Handle tx, Article article) {
        Set<Subject> subjects = Announcing.subjects(tx, article.revision().topics());
        var view = follows.catchUp(tx);
        RoaringBitmap told = Slices.told(tx, article.id());
        RoaringBitmap readers = view.readersOf(subjects);
        readers.andNot(told);
        RoaringBitmap overlapping = view.overlapping(subjects);
        overlapping.andNot(told);
        int count = readers.getCardinality();
        int push = view.reachedBy(ChannelKind.PUSH, readers).getCardinality();
        int webhook = view.reachedBy(ChannelKind.WEBHOOK, readers).getCardinality();
        long seconds = (long) Math.ceil(count / Math.max(1, messagesPerSecond.getAsDouble()));
        return new Estimate(count, count, 0, push, webhook, overlapping.getCardinality(), seconds);
    }
}
