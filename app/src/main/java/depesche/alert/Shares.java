package depesche.alert;

import depesche.alert.ReaderSets.Purpose;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.roaringbitmap.RoaringBitmap;

/// Who is told of an article, and how: sets of readers that have nobody in common.
///
/// @param atOnce by when it is to reach them: now, or when their quiet hours end
/// @param apart to whom it does not go by itself, and why
/// @param counted those of `atOnce` who want so many a day, for whom it counts
record Shares(
        SortedMap<Instant, RoaringBitmap> atOnce,
        Map<Purpose, RoaringBitmap> apart,
        SortedMap<Instant, RoaringBitmap> counted) {

    static final Shares NOBODY = new Shares(new TreeMap<>(), Map.of(), new TreeMap<>());

    int instant() {
        return atOnce.values().stream().mapToInt(RoaringBitmap::getCardinality).sum();
    }

    int inDigest() {
        return size(Purpose.DAILY) + size(Purpose.WEEKLY) + size(Purpose.OVER);
    }

    private int size(Purpose purpose) {
        return apart.getOrDefault(purpose, new RoaringBitmap()).getCardinality();
    }
}
