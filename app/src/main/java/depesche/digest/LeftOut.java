package depesche.digest;

import depesche.alert.AlertId;
import depesche.alert.DigestAlerts;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import org.jdbi.v3.core.Handle;
import org.roaringbitmap.RoaringBitmap;

/// The table `digest_left_out`: alerts that the desk held when a digest took what was put to it. When they are
/// released, their readers have them in their next digest instead.
final class LeftOut {

    private record Row(AlertId digest, AlertId item) {}

    private record Again(AlertId item, DigestCadence cadence) {}

    private LeftOut() {}

    static void keep(Handle tx, AlertId digest, Collection<AlertId> items) {
        if (items.isEmpty()) {
            return;
        }
        tx.createUpdate("""
                        insert into digest_left_out (alert_id, item)
                        select :digest, unnest(:items)
                        """)
                .bind("digest", digest.value())
                .bindArray(
                        "items", Long.class, items.stream().map(AlertId::value).toList())
                .execute();
    }

    static boolean isAnyReleased(Handle tx) {
        return tx.createQuery("""
                        select exists (
                               select 1
                                 from digest_left_out o
                                 join alert a on a.id = o.item
                                where a.held_at is null)
                        """).mapTo(Boolean.class).one();
    }

    /// Puts what was released to the next digest of those who missed it: under its alert, with a time of now.
    static void putAgain(Handle tx, Instant now) {
        var released = tx.createQuery("""
                        select o.alert_id, o.item
                          from digest_left_out o
                          join alert a on a.id = o.item
                         where a.held_at is null
                        """)
                .map((row, _) -> new Row(new AlertId(row.getLong("alert_id")), new AlertId(row.getLong("item"))))
                .list();
        var missed = new HashMap<Again, RoaringBitmap>();
        for (Row row : released) {
            var digest = Digests.byAlert(tx, row.digest());
            missed.merge(
                    new Again(row.item(), digest.cadence()),
                    Digests.concernedBy(tx, digest, row.item()),
                    (one, other) -> RoaringBitmap.or(one, other));
            forget(tx, row);
        }
        missed.forEach((again, readers) ->
                DigestAlerts.putAgain(tx, again.item(), again.cadence().purpose(), readers, now));
    }

    private static void forget(Handle tx, Row row) {
        tx.createUpdate("""
                        delete from digest_left_out
                         where alert_id = :digest
                           and item = :item
                        """)
                .bind("digest", row.digest().value())
                .bind("item", row.item().value())
                .execute();
    }
}
