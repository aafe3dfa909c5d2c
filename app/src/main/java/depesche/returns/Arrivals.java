package depesche.returns;

import depesche.account.ReaderId;
import depesche.alert.Slices;
import depesche.delivery.ledger.End;
import depesche.delivery.ledger.History;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.roaringbitmap.RoaringBitmap;

/// Whether mail arrived at a reader meanwhile: taken over by their server, and never come back.
final class Arrivals {

    private static final int MOST_ALERTS = 200;

    private record Slice(long id, RoaringBitmap readers) {}

    private Arrivals() {}

    /// The last alert planned in that time whose mail was accepted, other than those that came back.
    static Optional<Long> last(Handle tx, ReaderId reader, Instant from, Instant until, Collection<Long> cameBack) {
        List<Long> alerts = tx.createQuery("""
                        select id
                          from alert
                         where planned_at >= :from
                           and planned_at < :until
                           and planned > 0
                           and id <> all(:cameBack)
                         order by id desc
                         limit :most
                        """)
                .bind("from", from)
                .bind("until", until)
                .bindArray("cameBack", Long.class, List.copyOf(cameBack))
                .bind("most", MOST_ALERTS)
                .mapTo(Long.class)
                .list();
        return alerts.stream().filter(alert -> isAccepted(tx, alert, reader)).findFirst();
    }

    private static boolean isAccepted(Handle tx, long alert, ReaderId reader) {
        return slice(tx, alert, reader)
                .filter(slice -> wasAccepted(tx, slice, reader))
                .isPresent();
    }

    private static boolean wasAccepted(Handle tx, Slice slice, ReaderId reader) {
        int ordinal = slice.readers().rank(reader.value()) - 1;
        return History.of(tx, slice.id(), ordinal, ordinal + 1).getOrDefault(ordinal, List.of()).stream()
                .anyMatch(attempt -> attempt.end() == End.ACCEPTED);
    }

    /// Halves the way each time: the slices of a channel stand in the order of their readers.
    private static Optional<Slice> slice(Handle tx, long alert, ReaderId reader) {
        List<Long> ids =
                tx.createQuery("""
                        select id
                          from alert_slice
                         where alert_id = :alert
                           and channel = 'email'
                         order by number
                        """).bind("alert", alert).mapTo(Long.class).list();
        int low = 0;
        int high = ids.size() - 1;
        while (low <= high) {
            int middle = (low + high) / 2;
            Slice slice = read(tx, ids.get(middle));
            if (slice.readers().contains(reader.value())) {
                return Optional.of(slice);
            }
            if (slice.readers().last() < reader.value()) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return Optional.empty();
    }

    private static Slice read(Handle tx, long id) {
        return tx.createQuery("""
                        select readers
                          from alert_slice
                         where id = :id
                        """)
                .bind("id", id)
                .mapTo(byte[].class)
                .map(readers -> new Slice(id, Slices.readers(readers)))
                .one();
    }
}
