package depesche.delivery;

import depesche.account.ReaderId;
import depesche.alert.AlertId;
import depesche.alert.Alerts;
import depesche.alert.Slices;
import depesche.article.ArticleId;
import depesche.delivery.ledger.History;
import depesche.delivery.ledger.History.Attempt;
import depesche.digest.Digests;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.roaringbitmap.RoaringBitmap;

/// All that was ever to go to one reader, the oldest first, and what became of it: for readers who ask what we have of
/// them.
public final class Received {

    private static final int FETCHED_AT_ONCE = 500;

    /// One delivery.
    ///
    /// @param kind of alert
    /// @param articles of which it told; of a digest all that was in it
    /// @param last how it stands: empty while it waits
    public record Item(String kind, String channel, List<ArticleId> articles, Optional<Attempt> last) {
        public Item {
            articles = List.copyOf(articles);
        }

        /// `waiting`, or how the last attempt ended.
        public String outcome() {
            return last.map(attempt -> attempt.end().word()).orElse("waiting");
        }
    }

    private Received() {}

    /// Looks into every slice since there is this reader, one after another: as long as there are many, it takes its
    /// time.
    public static List<Item> of(Handle tx, ReaderId reader) {
        List<Item> items = new ArrayList<>();
        for (Place place : places(tx, reader)) {
            Optional<Attempt> last =
                    History.of(tx, place.slice(), place.ordinal(), place.ordinal() + 1).values().stream()
                            .findFirst()
                            .map(List::getLast);
            items.add(new Item(place.kind(), place.channel(), articles(tx, place, reader, last), last));
        }
        return items;
    }

    private static List<ArticleId> articles(Handle tx, Place place, ReaderId reader, Optional<Attempt> last) {
        if (place.article().isPresent()) {
            return List.of(place.article().get());
        }
        Set<AlertId> omitted = last.map(Attempt::omitted).orElse(Set.of());
        return Digests.itemsFor(tx, place.alert(), reader).stream()
                .filter(item -> !omitted.contains(item))
                .flatMap(item -> Alerts.byId(tx, item).stream())
                .flatMap(alert -> alert.article().stream())
                .toList();
    }

    /// A day is more than clocks differ.
    private static List<Place> places(Handle tx, ReaderId reader) {
        return tx
                .createQuery("""
                        select s.id, s.channel, s.readers, a.id as alert_id, a.article_id, a.kind
                          from alert a
                          join alert_slice s on s.alert_id = a.id
                         where a.created_at > (select created_at - interval '1 day' from reader where id = :reader)
                         order by a.id, s.number
                        """)
                .bind("reader", reader.value())
                .setFetchSize(FETCHED_AT_ONCE)
                .map((row, _) -> place(row, reader))
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Place> place(ResultSet row, ReaderId reader) throws SQLException {
        RoaringBitmap readers = Slices.readers(row.getBytes("readers"));
        if (!readers.contains(reader.value())) {
            return Optional.empty();
        }
        Long article = row.getObject("article_id", Long.class);
        return Optional.of(new Place(
                row.getLong("id"),
                readers.rank(reader.value()) - 1,
                row.getString("channel"),
                new AlertId(row.getLong("alert_id")),
                Optional.ofNullable(article).map(ArticleId::new),
                row.getString("kind")));
    }

    private record Place(
            long slice, int ordinal, String channel, AlertId alert, Optional<ArticleId> article, String kind) {}
}
