package depesche.alert;

import depesche.alert.ReaderSets.Purpose;
import depesche.channel.ChannelKind;
import depesche.follow.Cadence;
import depesche.follow.FollowView;
import depesche.follow.Subject;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.roaringbitmap.RoaringBitmap;

/// Divides the followers of an article by how they are to hear of it. Set algebra only; its work grows with the
/// number of different wishes, not with the number of readers.
final class Sharing {

    private final FollowView view;
    private final Counted counted;

    Sharing(Handle tx, FollowView view) {
        this.view = view;
        this.counted = new Counted(tx, view.wishes());
    }

    /// @param cadences follows that speak of the article: the breaking-only ones if it is breaking
    /// @param told who knows of the article already
    /// @param due when whoever is told at once is to have it
    Shares among(Set<Subject> subjects, Set<Cadence> cadences, RoaringBitmap told, Instant due) {
        Map<Cadence, RoaringBitmap> strongest = strongest(subjects, cadences, told);
        var apart = new EnumMap<Purpose, RoaringBitmap>(Purpose.class);
        apart.put(Purpose.PAUSED, takeOut(strongest, view.wishes().pausedAt(due)));
        apart.put(Purpose.DAILY, byMail(strongest, Cadence.DAILY));
        apart.put(Purpose.WEEKLY, byMail(strongest, Cadence.WEEKLY));
        var quick = all(strongest);
        quick.andNot(of(apart, Purpose.DAILY));
        quick.andNot(of(apart, Purpose.WEEKLY));
        var atOnce = byDue(quick, cadences.contains(Cadence.BREAKING), due);
        var counting = RoaringBitmap.and(byMail(strongest, Cadence.INSTANT), counted.bounded());
        apart.put(Purpose.OVER, takeOutFull(atOnce, counting));
        return new Shares(atOnce, apart, each(atOnce, counting));
    }

    /// Each reader once, with the strongest of the follows that match.
    private Map<Cadence, RoaringBitmap> strongest(Set<Subject> subjects, Set<Cadence> cadences, RoaringBitmap told) {
        var taken = told.clone();
        var strongest = new EnumMap<Cadence, RoaringBitmap>(Cadence.class);
        for (Cadence cadence : Cadence.values()) {
            if (cadences.contains(cadence)) {
                var readers = view.readersOf(subjects, Set.of(cadence));
                readers.andNot(taken);
                taken.or(readers);
                strongest.put(cadence, readers);
            }
        }
        return strongest;
    }

    /// Digests are mails. Who takes none hears at once, on the channels that are left.
    private RoaringBitmap byMail(Map<Cadence, RoaringBitmap> strongest, Cadence cadence) {
        return view.reachedBy(ChannelKind.EMAIL, of(strongest, cadence));
    }

    private static <K> RoaringBitmap of(Map<K, RoaringBitmap> sets, K key) {
        return sets.getOrDefault(key, new RoaringBitmap());
    }

    private static RoaringBitmap all(Map<Cadence, RoaringBitmap> sets) {
        var all = new RoaringBitmap();
        sets.values().forEach(all::or);
        return all;
    }

    private static RoaringBitmap takeOut(Map<Cadence, RoaringBitmap> from, RoaringBitmap whom) {
        var out = new RoaringBitmap();
        from.values().forEach(readers -> {
            out.or(RoaringBitmap.and(readers, whom));
            readers.andNot(whom);
        });
        return out;
    }

    /// Now, or at the end of the quiet hours that the moment lies in.
    SortedMap<Instant, RoaringBitmap> byDue(RoaringBitmap readers, boolean isBreaking, Instant due) {
        var wishes = view.wishes();
        var mayBeHeld = readers.clone();
        if (isBreaking) {
            mayBeHeld.andNot(wishes.breakingInQuiet());
        }
        var atOnce = new TreeMap<Instant, RoaringBitmap>();
        var now = readers.clone();
        wishes.quietAt(due, mayBeHeld).forEach(quiet -> {
            now.andNot(quiet.readers());
            atOnce.merge(
                    quiet.hours().endAfter(due, quiet.zone()),
                    quiet.readers(),
                    (one, other) -> RoaringBitmap.or(one, other));
        });
        atOnce.merge(due, now, (one, other) -> RoaringBitmap.or(one, other));
        return atOnce;
    }

    private RoaringBitmap takeOutFull(Map<Instant, RoaringBitmap> atOnce, RoaringBitmap counting) {
        var over = new RoaringBitmap();
        if (counting.isEmpty()) {
            return over;
        }
        atOnce.forEach((due, readers) -> {
            var full = counted.full(RoaringBitmap.and(readers, counting), due);
            readers.andNot(full);
            over.or(full);
        });
        return over;
    }

    private static SortedMap<Instant, RoaringBitmap> each(Map<Instant, RoaringBitmap> sets, RoaringBitmap among) {
        var each = new TreeMap<Instant, RoaringBitmap>();
        sets.forEach((due, readers) -> each.put(due, RoaringBitmap.and(readers, among)));
        return each;
    }
}
