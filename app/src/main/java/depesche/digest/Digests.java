package depesche.digest;

import depesche.account.ReaderId;
import depesche.alert.AlertId;
import depesche.alert.Alerts;
import depesche.alert.ReaderBytes;
import depesche.alert.ReaderSets;
import depesche.article.ArticleId;
import depesche.follow.Subject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.roaringbitmap.RoaringBitmap;

/// The tables of digests: what each takes, whose windows it closed, and what it tells in which edition.
public final class Digests {

    /// @param windows by their beginning, who has something in it; all of them end at `closedAt`
    record Digest(AlertId alert, DigestCadence cadence, Instant closedAt, TreeMap<Instant, RoaringBitmap> windows) {}

    private Digests() {}

    static void keep(Handle tx, AlertId alert, DigestCadence cadence, Instant closedAt, Taken taken) {
        tx.createUpdate("""
                        insert into digest (alert_id, cadence, closed_at)
                        values (:alert, :cadence, :end)
                        """)
                .bind("alert", alert.value())
                .bind("cadence", cadence.word())
                .bind("end", closedAt)
                .execute();
        keepWindows(tx, alert, taken.concerned());
        LeftOut.keep(tx, alert, taken.leftOut());
        Editions.first(tx, alert, taken.told());
    }

    private static void keepWindows(Handle tx, AlertId alert, Map<Instant, RoaringBitmap> windows) {
        var batch = tx.prepareBatch("""
                insert into digest_window (alert_id, opened_at, readers)
                values (:alert, :opened, :readers)
                """);
        windows.forEach((opened, readers) -> batch.bind("alert", alert.value())
                .bind("opened", opened)
                .bind("readers", ReaderBytes.of(readers))
                .add());
        batch.execute();
    }

    static Digest byAlert(Handle tx, AlertId alert) {
        var windows = new TreeMap<Instant, RoaringBitmap>();
        tx.createQuery("""
                        select opened_at, readers
                          from digest_window
                         where alert_id = :alert
                        """)
                .bind("alert", alert.value())
                .map((row, _) -> windows.put(
                        row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                        ReaderBytes.read(row.getBytes("readers"))))
                .list();
        return tx.createQuery("""
                        select cadence, closed_at
                          from digest
                         where alert_id = :alert
                        """)
                .bind("alert", alert.value())
                .map((row, _) -> new Digest(
                        alert,
                        DigestCadence.of(row.getString("cadence")),
                        row.getObject("closed_at", OffsetDateTime.class).toInstant(),
                        windows))
                .one();
    }

    /// By alert, whom of these readers the digest tells of it: what was put to it within the reader's window.
    static Map<AlertId, RoaringBitmap> contents(Handle tx, Digest digest, int edition, RoaringBitmap readers) {
        var contents = new TreeMap<AlertId, RoaringBitmap>(Comparator.comparingLong(AlertId::value));
        if (readers.isEmpty() || digest.windows().isEmpty()) {
            return contents;
        }
        var windows = new TreeMap<Instant, RoaringBitmap>();
        digest.windows().forEach((opened, all) -> windows.put(opened, RoaringBitmap.and(all, readers)));
        tx.createQuery("""
                        select s.alert_id, s.item_at, s.readers
                          from digest_edition e
                          join alert_set s on s.alert_id = e.item
                         where e.alert_id = :digest
                           and e.number = :edition
                           and s.purpose <> 'paused'
                           and s.purpose = any(:purposes)
                           and s.item_at >= :from
                           and s.item_at < :end
                           and s.chunk between :first and :last
                        """)
                .bind("digest", digest.alert().value())
                .bind("edition", edition)
                .bindArray("purposes", String.class, digest.cadence().purposes())
                .bind("from", digest.windows().firstKey())
                .bind("end", digest.closedAt())
                .bind("first", ReaderSets.chunk(readers.first()))
                .bind("last", ReaderSets.chunk(readers.last()))
                .map((row, _) -> part(row))
                .forEach(part -> windows.headMap(part.at(), true)
                        .values()
                        .forEach(open -> contents.merge(
                                part.alert(),
                                RoaringBitmap.and(open, part.readers()),
                                (one, other) -> RoaringBitmap.or(one, other))));
        contents.values().removeIf(RoaringBitmap::isEmpty);
        return contents;
    }

    /// Whose window an alert was put to that this digest has closed, whether it told them of it or not.
    static RoaringBitmap concernedBy(Handle tx, Digest digest, AlertId item) {
        var concerned = new RoaringBitmap();
        tx.createQuery("""
                        select alert_id, item_at, readers
                          from alert_set
                         where alert_id = :item
                           and purpose = any(:purposes)
                           and item_at < :end
                        """)
                .bind("item", item.value())
                .bindArray("purposes", String.class, digest.cadence().purposes())
                .bind("end", digest.closedAt())
                .map((row, _) -> part(row))
                .forEach(part -> digest.windows()
                        .headMap(part.at(), true)
                        .values()
                        .forEach(open -> concerned.or(RoaringBitmap.and(open, part.readers()))));
        return concerned;
    }

    /// A digest that told of an article in old revisions: in which editions, and whom, but for those whose mails
    /// left it out.
    ///
    /// @param item the alert by which the article was put to it
    public record Telling(AlertId digest, AlertId item, List<Integer> editions, RoaringBitmap readers) {
        public Telling {
            editions = List.copyOf(editions);
        }
    }

    /// The digests that told of the article in a revision older than this one.
    public static List<Telling> telling(Handle tx, ArticleId article, int revision) {
        return Editions.olderThan(tx, article, revision).stream()
                .map(older -> new Telling(
                        older.digest(),
                        older.item(),
                        older.editions(),
                        concernedBy(tx, byAlert(tx, older.digest()), older.item())))
                .toList();
    }

    private static Part part(ResultSet row) throws SQLException {
        return new Part(
                new AlertId(row.getLong("alert_id")),
                row.getObject("item_at", OffsetDateTime.class).toInstant(),
                ReaderBytes.read(row.getBytes("readers")));
    }

    private record Part(AlertId alert, Instant at, RoaringBitmap readers) {}

    /// Everything that the articles fall under which a digest tells this reader of: the follows among it were the
    /// reason of that mail. Empty if it is no digest, or nothing in it was the reader's.
    static Set<Subject> subjectsFor(Handle tx, AlertId alert, ReaderId reader) {
        var subjects = new HashSet<Subject>();
        itemsFor(tx, alert, reader)
                .forEach(item -> Alerts.byId(tx, item).ifPresent(it -> subjects.addAll(it.subjects())));
        return subjects;
    }

    /// The alerts of the articles that a digest tells this reader of, the oldest first; none if it is no digest.
    public static List<AlertId> itemsFor(Handle tx, AlertId alert, ReaderId reader) {
        if (Editions.latest(tx, alert) == Editions.NONE) {
            return List.of();
        }
        var one = RoaringBitmap.bitmapOf(reader.value());
        return List.copyOf(contents(tx, byAlert(tx, alert), 1, one).keySet());
    }
}
