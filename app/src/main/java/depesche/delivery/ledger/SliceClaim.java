package depesche.delivery.ledger;

import java.time.Instant;
import org.roaringbitmap.RoaringBitmap;

/// A slice that this node holds under a fence. Whoever claims it next has a higher fence, and from then
/// on nothing is recorded under this one.
///
/// @param place where it stands among those that wait
/// @param notAfter when what waits of it expires
/// @param readers the frozen receivers; a receiver's ordinal is its rank
public record SliceClaim(
        long sliceId, long alertId, int size, Place place, Instant notAfter, long fence, RoaringBitmap readers) {

    /// The order in which slices are carried: by lane, and within a lane by turn, so that an alert which comes
    /// later goes beside those under way and not behind them.
    public record Place(int lane, long turn) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            return lane == other.lane ? Long.compare(turn, other.turn) : Integer.compare(lane, other.lane);
        }
    }

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
