package depesche.digest;

import depesche.alert.AlertId;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.roaringbitmap.RoaringBitmap;

/// What a digest takes at the end of its windows: alerts that were put to it, and who has something of them. Built up
/// from sets that are read one after the other, so that never more than one is in memory.
final class Taken {

    private final NavigableMap<Instant, RoaringBitmap> windows;
    private final Map<Instant, RoaringBitmap> concerned = new TreeMap<>();
    private final RoaringBitmap receivers = new RoaringBitmap();
    private final Set<AlertId> told = new HashSet<>();
    private final Set<AlertId> leftOut = new HashSet<>();

    /// @param windows by their beginning, whose window it is
    Taken(NavigableMap<Instant, RoaringBitmap> windows) {
        this.windows = windows;
    }

    /// A set of readers to whom an alert goes by digest. What is held is left out, and comes with a later one.
    void take(AlertId item, Instant at, RoaringBitmap readers, boolean isHeld) {
        windows.headMap(at, true).forEach((opened, open) -> {
            if (RoaringBitmap.intersects(open, readers)) {
                var those = RoaringBitmap.and(open, readers);
                concerned.merge(opened, those, (one, other) -> RoaringBitmap.or(one, other));
                if (!isHeld) {
                    receivers.or(those);
                }
                (isHeld ? leftOut : told).add(item);
            }
        });
    }

    boolean isNothing() {
        return concerned.isEmpty();
    }

    /// Who has something, by the beginning of the window.
    Map<Instant, RoaringBitmap> concerned() {
        return concerned;
    }

    /// Who has something that may be told now.
    RoaringBitmap receivers() {
        return receivers;
    }

    Set<AlertId> told() {
        return told;
    }

    Set<AlertId> leftOut() {
        return leftOut;
    }
}
