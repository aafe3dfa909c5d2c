package depesche.follow;

import depesche.account.ReaderId;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.roaringbitmap.RoaringBitmap;

/// When and how often readers want mail, at one snapshot of the database, as sets of readers who wish the same.
/// Never changes; every set it gives out is the caller's own.
public final class WishView {

    static final WishView EMPTY = WishView.of(Map.of());

    /// Readers for whom digests come at one time of one time zone.
    ///
    /// @param day the weekday of weekly digests
    public record DigestGroup(ZoneId zone, int hour, DayOfWeek day, RoaringBitmap readers) {}

    /// Readers of one time zone with the same quiet hours.
    public record QuietGroup(ZoneId zone, QuietHours hours, RoaringBitmap readers) {}

    private final Map<Trait, RoaringBitmap> traits;
    private final Map<Instant, RoaringBitmap> pauses;

    private WishView(Map<Trait, RoaringBitmap> traits, Map<Instant, RoaringBitmap> pauses) {
        this.traits = traits;
        this.pauses = pauses;
    }

    static WishView of(Map<Trait, RoaringBitmap> traits) {
        var pauses = new HashMap<Instant, RoaringBitmap>();
        traits.forEach((trait, readers) -> {
            if (trait instanceof Trait.PausedUntil(Instant end)) {
                pauses.put(end, readers);
            }
        });
        return new WishView(Map.copyOf(traits), Map.copyOf(pauses));
    }

    Map<Trait, RoaringBitmap> traits() {
        return traits;
    }

    /// Everyone's time zone.
    public Map<ZoneId, RoaringBitmap> zones() {
        var zones = new HashMap<ZoneId, RoaringBitmap>();
        traits.forEach((trait, readers) -> {
            if (trait instanceof Trait.Zone(ZoneId id)) {
                zones.put(id, readers.clone());
            }
        });
        return zones;
    }

    /// Every reader there is, once.
    public List<DigestGroup> digestGroups() {
        var groups = new ArrayList<DigestGroup>();
        zones().forEach((zone, readers) -> byHour(
                readers,
                (hour, ofHour) -> byDay(ofHour, (day, ofDay) -> groups.add(new DigestGroup(zone, hour, day, ofDay)))));
        return groups;
    }

    private interface Taking<T> {
        void take(T key, RoaringBitmap readers);
    }

    private void byHour(RoaringBitmap readers, Taking<Integer> taking) {
        traits.forEach((trait, wishing) -> {
            if (trait instanceof Trait.Hour(int hour)) {
                takeOut(readers, wishing, some -> taking.take(hour, some));
            }
        });
        if (!readers.isEmpty()) {
            taking.take(ReaderWish.DEFAULT_HOUR, readers);
        }
    }

    private void byDay(RoaringBitmap readers, Taking<DayOfWeek> taking) {
        traits.forEach((trait, wishing) -> {
            if (trait instanceof Trait.Day(DayOfWeek day)) {
                takeOut(readers, wishing, some -> taking.take(day, some));
            }
        });
        if (!readers.isEmpty()) {
            taking.take(ReaderWish.DEFAULT_DAY, readers);
        }
    }

    private static void takeOut(RoaringBitmap readers, RoaringBitmap wishing, Consumer<RoaringBitmap> taking) {
        var some = RoaringBitmap.and(readers, wishing);
        if (!some.isEmpty()) {
            readers.andNot(some);
            taking.accept(some);
        }
    }

    /// Those of the readers for whom it is quiet at this moment.
    public List<QuietGroup> quietAt(Instant moment, RoaringBitmap readers) {
        var groups = new ArrayList<QuietGroup>();
        traits.forEach((trait, wishing) -> {
            if (trait instanceof Trait.Quiet(QuietHours hours) && RoaringBitmap.intersects(wishing, readers)) {
                addQuiet(groups, moment, hours, RoaringBitmap.and(wishing, readers));
            }
        });
        return groups;
    }

    private void addQuiet(List<QuietGroup> groups, Instant moment, QuietHours hours, RoaringBitmap readers) {
        traits.forEach((trait, there) -> {
            if (trait instanceof Trait.Zone(ZoneId zone)
                    && hours.covers(moment.atZone(zone).getHour())
                    && RoaringBitmap.intersects(there, readers)) {
                groups.add(new QuietGroup(zone, hours, RoaringBitmap.and(there, readers)));
            }
        });
    }

    /// Who allows breaking news in quiet hours.
    public RoaringBitmap breakingInQuiet() {
        return with(new Trait.BreakingInQuiet());
    }

    /// Who wants nothing at this moment.
    public RoaringBitmap pausedAt(Instant moment) {
        var paused = new RoaringBitmap();
        pauses.forEach((end, readers) -> {
            if (end.isAfter(moment)) {
                paused.or(readers);
            }
        });
        return paused;
    }

    /// Whether the reader wants nothing at this moment. Never blocks.
    public boolean isPaused(ReaderId reader, Instant moment) {
        for (var pause : pauses.entrySet()) {
            if (pause.getKey().isAfter(moment) && pause.getValue().contains(reader.value())) {
                return true;
            }
        }
        return false;
    }

    /// Who wants at most so many instant alerts a day.
    public Map<Integer, RoaringBitmap> atMostADay() {
        var bounded = new HashMap<Integer, RoaringBitmap>();
        traits.forEach((trait, readers) -> {
            if (trait instanceof Trait.AtMost(int aDay)) {
                bounded.put(aDay, readers.clone());
            }
        });
        return bounded;
    }

    /// Who wants no updates.
    public RoaringBitmap withoutUpdates() {
        return with(new Trait.NoUpdates());
    }

    private RoaringBitmap with(Trait trait) {
        return traits.getOrDefault(trait, new RoaringBitmap()).clone();
    }
}
