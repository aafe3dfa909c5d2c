package depesche.alert;

import depesche.account.ReaderId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Where one reader stands in an alert: in its slices, or apart from them.
public record Frozen(List<Place> places, Optional<Apart> apart) {

    /// A place in a slice.
    ///
    /// @param dueAt when it comes, where it comes later than its alert: at the end of quiet hours
    public record Place(long slice, int number, String channel, int ordinal, Optional<Instant> dueAt) {}

    /// Not told by itself.
    ///
    /// @param itemAt the time by which a digest takes it
    public record Apart(ReaderSets.Purpose purpose, Instant itemAt) {}

    public Frozen {
        places = List.copyOf(places);
    }

    public static Frozen of(Handle tx, AlertId alert, ReaderId reader) {
        return new Frozen(places(tx, alert, reader), apart(tx, alert, reader));
    }

    private static List<Place> places(Handle tx, AlertId alert, ReaderId reader) {
        return tx
                .createQuery("""
                        select id, number, channel, due_at, readers
                          from alert_slice
                         where alert_id = :alert
                         order by number
                        """)
                .bind("alert", alert.value())
                .setFetchSize(200)
                .map((row, _) -> place(row, reader))
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Place> place(ResultSet row, ReaderId reader) throws SQLException {
        var readers = ReaderBytes.read(row.getBytes("readers"));
        if (!readers.contains(reader.value())) {
            return Optional.empty();
        }
        return Optional.of(new Place(
                row.getLong("id"),
                row.getInt("number"),
                row.getString("channel"),
                readers.rank(reader.value()) - 1,
                Optional.ofNullable(row.getObject("due_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant)));
    }

    private static Optional<Apart> apart(Handle tx, AlertId alert, ReaderId reader) {
        return tx
                .createQuery("""
                        select purpose, item_at, readers
                          from alert_set
                         where alert_id = :alert
                           and chunk = :chunk
                        """)
                .bind("alert", alert.value())
                .bind("chunk", ReaderSets.chunk(reader.value()))
                .map((row, _) -> apart(row, reader))
                .stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Apart> apart(ResultSet row, ReaderId reader) throws SQLException {
        return ReaderBytes.read(row.getBytes("readers")).contains(reader.value())
                ? Optional.of(new Apart(
                        ReaderSets.Purpose.of(row.getString("purpose")),
                        row.getObject("item_at", OffsetDateTime.class).toInstant()))
                : Optional.empty();
    }
}
