package depesche.alert;

import depesche.channel.ChannelKind;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.roaringbitmap.RoaringBitmap;

/// Writes the slices of one alert: first each set of receivers is added, by channel and due time, then all are
/// frozen in one go. Slices are numbered over all of them.
final class Freezing {

    private static final int SIZE = 1_000;

    private final AlertId alert;
    private final PreparedBatch batch;
    private int slices;
    private int deliveries;

    Freezing(Handle tx, AlertId alert) {
        this.alert = alert;
        this.batch = tx.prepareBatch("""
                insert into alert_slice (alert_id, number, channel, due_at, readers, size)
                values (:alert, :number, :channel, :due, :readers, :size)
                """);
    }

    /// Receivers in the order of their numbers.
    ///
    /// @param dueAt when it is to reach them; empty: when the alert is due
    Freezing add(ChannelKind channel, Optional<Instant> dueAt, RoaringBitmap receivers) {
        int[] readers = receivers.toArray();
        deliveries += readers.length;
        for (int from = 0; from < readers.length; from += SIZE) {
            int[] slice = Arrays.copyOfRange(readers, from, Math.min(readers.length, from + SIZE));
            batch.bind("alert", alert.value())
                    .bind("number", slices++)
                    .bind("channel", channel.word())
                    .bind("due", dueAt)
                    .bind("readers", ReaderBytes.of(RoaringBitmap.bitmapOf(slice)))
                    .bind("size", slice.length)
                    .add();
        }
        return this;
    }

    /// @return how many deliveries there will be
    int freeze() {
        if (slices > 0) {
            batch.execute();
        }
        return deliveries;
    }
}
