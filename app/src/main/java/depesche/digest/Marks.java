package depesche.digest;

import depesche.alert.ReaderBytes;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.roaringbitmap.RoaringBitmap;

/// The table `digest_mark`: until when each reader's windows of a cadence are closed. A set for each time there is, so
/// moving a million readers is a handful of rows. Changed under the planners' lock only.
final class Marks {

    private final DigestCadence cadence;
    private final NavigableMap<Instant, RoaringBitmap> readers;

    private Marks(DigestCadence cadence, NavigableMap<Instant, RoaringBitmap> readers) {
        this.cadence = cadence;
        this.readers = readers;
    }

    static Marks read(Handle tx, DigestCadence cadence) {
        var readers = new TreeMap<Instant, RoaringBitmap>();
        tx.createQuery("""
                        select closed_at, readers
                          from digest_mark
                         where cadence = :cadence
                        """)
                .bind("cadence", cadence.word())
                .map((row, _) -> Map.entry(
                        row.getObject("closed_at", OffsetDateTime.class).toInstant(),
                        ReaderBytes.read(row.getBytes("readers"))))
                .forEach(mark -> readers.put(mark.getKey(), mark.getValue()));
        return new Marks(cadence, readers);
    }

    /// Everyone who has a mark.
    RoaringBitmap all() {
        return union(readers);
    }

    /// Those of the readers whose windows are not closed up to this end.
    RoaringBitmap openBefore(Instant end, RoaringBitmap among) {
        var open = among.clone();
        readers.tailMap(end, true).values().forEach(open::andNot);
        return open;
    }

    /// The windows of these readers that would end there, by where each began.
    NavigableMap<Instant, RoaringBitmap> windows(RoaringBitmap closing, Instant end) {
        var windows = new TreeMap<Instant, RoaringBitmap>();
        readers.headMap(end, false).forEach((opened, marked) -> {
            var moving = RoaringBitmap.and(marked, closing);
            if (!moving.isEmpty()) {
                windows.put(opened, moving);
            }
        });
        return windows;
    }

    /// Closes these readers' windows at this end, and tells where each began. Readers without a mark begin one.
    NavigableMap<Instant, RoaringBitmap> close(Handle tx, RoaringBitmap closing, Instant end) {
        var windows = windows(closing, end);
        windows.forEach((opened, moving) -> {
            RoaringBitmap left = RoaringBitmap.andNot(readers.getOrDefault(opened, new RoaringBitmap()), moving);
            write(tx, opened, left);
        });
        write(tx, end, RoaringBitmap.or(readers.getOrDefault(end, new RoaringBitmap()), union(windows)));
        return windows;
    }

    /// The first mark of readers who have none.
    void begin(Handle tx, RoaringBitmap newcomers, Instant mark) {
        write(tx, mark, RoaringBitmap.or(readers.getOrDefault(mark, new RoaringBitmap()), newcomers));
    }

    private void write(Handle tx, Instant mark, RoaringBitmap marked) {
        if (marked.isEmpty()) {
            readers.remove(mark);
            tx.createUpdate("""
                            delete from digest_mark
                             where cadence = :cadence
                               and closed_at = :mark
                            """)
                    .bind("cadence", cadence.word())
                    .bind("mark", mark)
                    .execute();
            return;
        }
        readers.put(mark, marked);
        tx.createUpdate("""
                        insert into digest_mark (cadence, closed_at, readers)
                        values (:cadence, :mark, :readers)
                            on conflict (cadence, closed_at) do update
                           set readers = excluded.readers
                        """)
                .bind("cadence", cadence.word())
                .bind("mark", mark)
                .bind("readers", ReaderBytes.of(marked))
                .execute();
    }

    private static RoaringBitmap union(Map<Instant, RoaringBitmap> sets) {
        var all = new RoaringBitmap();
        sets.values().forEach(all::or);
        return all;
    }
}
