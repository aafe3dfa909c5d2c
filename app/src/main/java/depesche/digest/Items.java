package depesche.digest;

import depesche.alert.AlertId;
import depesche.alert.ReaderBytes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.NavigableMap;
import org.jdbi.v3.core.Handle;
import org.roaringbitmap.RoaringBitmap;

/// Reads what alerts have put to digests.
final class Items {

    private static final int FETCHED_AT_ONCE = 50;

    private Items() {}

    /// What the windows take that end here. Half-open: what came at the very end is the next window's.
    static Taken taken(Handle tx, DigestCadence cadence, Instant end, NavigableMap<Instant, RoaringBitmap> windows) {
        var taken = new Taken(windows);
        if (windows.isEmpty()) {
            return taken;
        }
        tx.createQuery("""
                        select s.alert_id, s.item_at, s.readers, a.held_at is not null as is_held
                          from alert_set s
                          join alert a on a.id = s.alert_id
                          join article r on r.id = a.article_id
                         where s.purpose <> 'paused'
                           and s.purpose = any(:purposes)
                           and s.item_at >= :from
                           and s.item_at < :end
                           and a.stopped_at is null
                           and r.state = 'published'
                        """)
                .bindArray("purposes", String.class, cadence.purposes())
                .bind("from", windows.firstKey())
                .bind("end", end)
                .setFetchSize(FETCHED_AT_ONCE)
                .scanResultSet((rows, _) -> take(rows.get(), taken));
        return taken;
    }

    private static int take(ResultSet row, Taken taken) throws SQLException {
        int rows = 0;
        for (; row.next(); rows++) {
            taken.take(
                    new AlertId(row.getLong("alert_id")),
                    row.getObject("item_at", OffsetDateTime.class).toInstant(),
                    ReaderBytes.read(row.getBytes("readers")),
                    row.getBoolean("is_held"));
        }
        return rows;
    }
}
