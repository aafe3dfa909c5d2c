package depesche.follow;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.roaringbitmap.RoaringBitmap;

/// Readers whose traits were read anew: a row says all of a reader's traits of its table, so what it does not
/// say is over.
final class TraitChanges {

    private final Predicate<Trait> ofTable;
    private final RoaringBitmap changed = new RoaringBitmap();
    private final Map<Trait, RoaringBitmap> coming = new HashMap<>();

    /// @param ofTable which traits the table says
    TraitChanges(Predicate<Trait> ofTable) {
        this.ofTable = ofTable;
    }

    void note(int reader, Collection<Trait> traits) {
        changed.add(reader);
        traits.forEach(
                trait -> coming.computeIfAbsent(trait, _ -> new RoaringBitmap()).add(reader));
    }

    boolean isEmpty() {
        return changed.isEmpty();
    }

    /// Sets that nobody of the changed is in stay the same objects.
    Map<Trait, RoaringBitmap> appliedTo(Map<Trait, RoaringBitmap> before) {
        if (isEmpty()) {
            return before;
        }
        var after = new HashMap<>(before);
        before.forEach((trait, readers) -> {
            if (ofTable.test(trait) && RoaringBitmap.intersects(readers, changed)) {
                after.put(trait, RoaringBitmap.andNot(readers, changed));
            }
        });
        coming.forEach((trait, readers) -> after.merge(trait, readers, (one, other) -> RoaringBitmap.or(one, other)));
        after.values().removeIf(RoaringBitmap::isEmpty);
        coming.keySet().forEach(trait -> compact(after, trait));
        return after;
    }

    private static void compact(Map<Trait, RoaringBitmap> sets, Trait trait) {
        var readers = sets.get(trait);
        if (readers != null) {
            readers.runOptimize();
            readers.trim();
        }
    }
}
