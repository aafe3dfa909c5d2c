package depesche.delivery;

import depesche.account.ReaderId;
import depesche.alert.AlertId;
import depesche.alert.Slices;
import depesche.db.Database;
import depesche.delivery.ledger.History;
import depesche.delivery.ledger.History.Attempt;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.roaringbitmap.RoaringBitmap;

/// The deliveries of an alert one by one, in the order in which they were frozen: for those who ask what became of
/// a reader's mail.
public final class Deliveries {

    private static final int PAGE = 200;

    /// One delivery. Without an attempt it waits.
    ///
    /// @param current the revision that would be carried now, of a digest the edition
    public record Item(ReaderId reader, String channel, int current, List<Attempt> attempts) {
        public Item {
            attempts = List.copyOf(attempts);
        }

        /// What the ledger says last: `waiting`, or how the last attempt ended.
        public String state() {
            return attempts.isEmpty() ? "waiting" : attempts.getLast().end().word();
        }

        /// What was carried, once it has ended; until then what would be.
        public int revision() {
            boolean isOpen = attempts.isEmpty() || !attempts.getLast().end().isFinal();
            return isOpen ? current : attempts.getLast().revision();
        }
    }

    /// @param next where the next page begins; empty after the last
    public record Page(List<Item> items, Optional<String> next) {}

    private final Database db;

    public Deliveries(Database db) {
        this.db = db;
    }

    /// A page from the cursor on; the first for an empty cursor. Empty if the cursor is none of ours.
    public Optional<Page> page(AlertId alert, String cursor) {
        return Position.parse(cursor).map(from -> db.inSnapshot(tx -> page(tx, alert, from)));
    }

    private static Page page(Handle tx, AlertId alert, Position from) {
        return slice(tx, alert, from.slice())
                .map(slice -> page(tx, slice, from))
                .orElse(new Page(List.of(), Optional.empty()));
    }

    private static Page page(Handle tx, Slice slice, Position from) {
        int[] readers = slice.readers().toArray();
        int end = Math.min(readers.length, from.ordinal() + PAGE);
        Map<Integer, List<Attempt>> attempts = History.of(tx, slice.id(), from.ordinal(), end);
        List<Item> items = IntStream.range(from.ordinal(), end)
                .mapToObj(ordinal -> new Item(
                        new ReaderId(readers[ordinal]),
                        slice.channel(),
                        slice.revision(),
                        attempts.getOrDefault(ordinal, List.of())))
                .toList();
        var next = end < readers.length ? new Position(from.slice(), end) : new Position(from.slice() + 1, 0);
        boolean isLast = end == readers.length && slice.isLast();
        return new Page(items, isLast ? Optional.empty() : Optional.of(next.toString()));
    }

    private static Optional<Slice> slice(Handle tx, AlertId alert, int number) {
        return tx.createQuery("""
                        select s.id, s.channel, s.readers, coalesce(r.revision, a.revision) as revision,
                               not exists (
                               select 1
                                 from alert_slice later
                                where later.alert_id = s.alert_id
                                  and later.number = s.number + 1) as is_last
                          from alert_slice s
                          join alert a on a.id = s.alert_id
                          left join article r on r.id = a.article_id
                         where s.alert_id = :alert
                           and s.number = :number
                        """)
                .bind("alert", alert.value())
                .bind("number", number)
                .map((row, _) -> new Slice(
                        row.getLong("id"),
                        row.getString("channel"),
                        row.getInt("revision"),
                        Slices.readers(row.getBytes("readers")),
                        row.getBoolean("is_last")))
                .findOne();
    }

    private record Slice(long id, String channel, int revision, RoaringBitmap readers, boolean isLast) {}

    /// Where a page begins: `SLICE-ORDINAL`.
    private record Position(int slice, int ordinal) {

        static Optional<Position> parse(String cursor) {
            if (cursor.isEmpty()) {
                return Optional.of(new Position(0, 0));
            }
            if (!cursor.matches("\\d{1,7}-\\d{1,4}")) {
                return Optional.empty();
            }
            int dash = cursor.indexOf('-');
            return Optional.of(new Position(
                    Integer.parseInt(cursor.substring(0, dash)), Integer.parseInt(cursor.substring(dash + 1))));
        }

        @Override
        public String toString() {
            return slice + "-" + ordinal;
        }
    }
}
