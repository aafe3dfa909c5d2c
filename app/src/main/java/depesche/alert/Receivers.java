package depesche.alert;

import depesche.article.ArticleId;
import depesche.channel.ChannelKind;
import depesche.follow.FollowView;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.roaringbitmap.RoaringBitmap;

/// Who is told again: those who have or may have an older revision, each on the channel that brought it. Having left
/// the topic meanwhile does not matter; who may not be written to, or follows nothing at all any more, is left out.
public final class Receivers {

    private final List<ToldBefore> ledgers;

    public Receivers(List<ToldBefore> ledgers) {
        this.ledgers = List.copyOf(ledgers);
    }

    /// Whether somebody may still be telling an older revision, so that it is not known yet who was told it.
    boolean areBeingTold(ArticleId article, int revision) {
        return ledgers.stream().anyMatch(ledger -> ledger.isBeingTold(article, revision));
    }

    /// By channel; a reader who can no longer be reached where they were told is told where they are reached now.
    Map<ChannelKind, RoaringBitmap> of(Handle tx, FollowView view, Again again) {
        Map<ChannelKind, RoaringBitmap> told = new EnumMap<>(ChannelKind.class);
        for (ToldBefore ledger : ledgers) {
            ledger.readers(tx, again.article(), again.revision())
                    .forEach((channel, readers) -> told.merge(channel, readers, Receivers::union));
        }
        RoaringBitmap wanting = wanting(view, again);
        told.values().forEach(readers -> readers.and(wanting));
        return byReach(view, told);
    }

    private static RoaringBitmap wanting(FollowView view, Again again) {
        RoaringBitmap wanting = view.readersOfAnything();
        if (!again.kind().isOwed()) {
            wanting.andNot(view.wishes().withoutUpdates());
            wanting.andNot(view.wishes().pausedAt(again.at()));
        }
        return wanting;
    }

    private static Map<ChannelKind, RoaringBitmap> byReach(FollowView view, Map<ChannelKind, RoaringBitmap> told) {
        Map<ChannelKind, RoaringBitmap> reached = new EnumMap<>(ChannelKind.class);
        told.forEach((channel, readers) -> reached.put(channel, view.reachedBy(channel, readers)));
        var left = new RoaringBitmap();
        told.values().forEach(left::or);
        reached.values().forEach(left::andNot);
        for (ChannelKind channel : ChannelKind.values()) {
            RoaringBitmap instead = view.reachedBy(channel, left);
            left.andNot(instead);
            reached.merge(channel, instead, Receivers::union);
        }
        return reached;
    }

    /// What is told again.
    ///
    /// @param revision the first that is right
    record Again(Alert.Kind kind, ArticleId article, int revision, Instant at) {}

    private static RoaringBitmap union(RoaringBitmap one, RoaringBitmap other) {
        return RoaringBitmap.or(one, other);
    }
}
