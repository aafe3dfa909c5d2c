package depesche.alert;

import depesche.article.ArticleId;
import depesche.channel.ChannelKind;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.roaringbitmap.RoaringBitmap;

/// A ledger of who was told of an article in which revision. Each way of telling has its own.
public interface ToldBefore {

    /// Whether somebody may still be telling a revision older than this one. Once it says no it says no for good:
    /// then whoever comes late is shut out.
    boolean isBeingTold(ArticleId article, int revision);

    /// Readers who have, or may have, a revision older than this one, by the channel that brought it.
    Map<ChannelKind, RoaringBitmap> readers(Handle snapshot, ArticleId article, int revision);
}
