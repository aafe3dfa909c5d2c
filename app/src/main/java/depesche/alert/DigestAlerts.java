package depesche.alert;

import depesche.alert.Alert.Lane;
import depesche.alert.ReaderSets.Purpose;
import depesche.channel.ChannelKind;
import depesche.epoch.Epochs;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import org.jdbi.v3.core.Handle;
import org.roaringbitmap.RoaringBitmap;

/// Digests as alerts: frozen like others, carried behind them. What is in a digest is known to `digest`.
public final class DigestAlerts {

    /// A digest that comes later than this is no news any more.
    private static final Duration LIFETIME = Duration.ofHours(12);

    private DigestAlerts() {}

    /// Writes a digest and freezes its readers, under the planners' lock. One whose hour is skipped has expired.
    ///
    /// @param byDue by when it is to reach them
    /// @param paused who would have it, but wants nothing for a while
    public static AlertId open(
            Handle tx, Instant end, Instant now, SortedMap<Instant, RoaringBitmap> byDue, RoaringBitmap paused) {
        var id = new AlertId(tx.createQuery("""
                        insert into alert (kind, occasion, revision, subjects, lane, created_at, due_at, not_after)
                        values ('digest', 0, 1, '{}', :lane, :now, :now, :notAfter)
                        returning id
                        """)
                .bind("lane", Lane.DIGEST.number())
                .bind("now", now)
                .bind("notAfter", Epochs.isSkipped(tx, end) ? end : now.plus(LIFETIME))
                .mapTo(Long.class)
                .one());
        var freezing = new Freezing(tx, id);
        byDue.forEach((due, readers) ->
                freezing.add(ChannelKind.EMAIL, Optional.of(due).filter(it -> it.isAfter(now)), readers));
        ReaderSets.keep(tx, id, Purpose.PAUSED, end, paused);
        Alerts.setPlanned(tx, id, freezing.freeze(), 0, now);
        return id;
    }

    /// Puts an alert to the next digest of these readers, who missed it in the one before. Under the planners' lock.
    public static void putAgain(Handle tx, AlertId alert, Purpose purpose, RoaringBitmap readers, Instant now) {
        ReaderSets.keep(tx, alert, purpose, Planners.itemTime(tx, now), readers);
    }

    /// The number of the edition that is told now; nobody else makes the next until the transaction ends.
    public static int lockEdition(Handle tx, AlertId digest) {
        return tx.createQuery("""
                        select revision
                          from alert
                         where id = :digest
                           and kind = 'digest'
                           for update
                        """)
                .bind("digest", digest.value())
                .mapTo(Integer.class)
                .one();
    }

    /// From now on this edition is told.
    public static void raiseEdition(Handle tx, AlertId digest, int edition) {
        tx.createUpdate("""
                        update alert
                           set revision = :edition
                         where id = :digest
                        """)
                .bind("edition", edition)
                .bind("digest", digest.value())
                .execute();
    }
}
