package depesche.delivery.ledger;

import java.time.Instant;
import org.roaringbitmap.RoaringBitmap;

/// A slice that this node holds under a fence. Whoever claims it next has a higher fence, and from then
/// on nothing is recorded under this one.
///
/// @param readers the frozen receivers; a receiver's ordinal is its rank
public record SliceClaim(
        long sliceId, long alertId, int size, int lane, Instant dueAt, long fence, RoaringBitmap readers) {

    /// A claim is known by its fence; comparing receivers would cost a bitmap each time.
    @Override
    public boolean equals(Object other) {
        return other instanceof SliceClaim claim && claim.sliceId == sliceId && claim.fence == fence;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(31 * sliceId + fence);
    }

    @Override
    public String toString() {
        return "slice " + sliceId + " of alert " + alertId + " under fence " + fence;
    }
}
