package depesche.delivery.why;

import depesche.account.ReaderId;
import depesche.alert.Alert;
import depesche.alert.AlertId;
import depesche.alert.Alerts;
import depesche.alert.Frozen;
import depesche.alert.Grounds;
import depesche.alert.ReaderSets;
import depesche.alert.Slices;
import depesche.article.Archive;
import depesche.article.Article;
import depesche.article.ArticleId;
import depesche.db.Database;
import depesche.delivery.ledger.History;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Explains, for any reader and any article, from one snapshot.
public final class Explaining {

    private final Database db;

    public Explaining(Database db) {
        this.db = db;
    }

    /// Empty if there is no such reader or no such article.
    public Optional<Explanation> of(ReaderId reader, ArticleId article) {
        return db.inSnapshot(tx -> standing(tx, reader)
                .flatMap(standing -> Archive.byId(tx, article).map(found -> explain(tx, standing, found))));
    }

    /// The reader as such.
    private record Standing(ReaderId id, Optional<Instant> suppressedAt, boolean isErased) {}

    private static Explanation explain(Handle tx, Standing reader, Article article) {
        Grounds grounds = Grounds.of(tx, reader.id(), article);
        List<Explanation.Told> told = new ArrayList<>();
        for (Alert alert : Alerts.ofArticle(tx, article.id())) {
            told.add(told(tx, new Case(reader, grounds, List.copyOf(told)), alert));
        }
        return new Explanation(
                reader.id(),
                article.id(),
                grounds.matches(),
                told,
                Optional.of(article.state().isPublic() ? Silence.PUBLISHED_QUIETLY : Silence.NOT_PUBLISHED)
                        .filter(_ -> told.isEmpty()));
    }

    private static Explanation.Told told(Handle tx, Case known, Alert alert) {
        Frozen frozen = Frozen.of(tx, alert.id(), known.reader().id());
        List<Explanation.Delivered> deliveries = deliveries(tx, frozen);
        Optional<Explanation.InDigest> digest = frozen.apart()
                .filter(apart -> apart.purpose() != ReaderSets.Purpose.PAUSED)
                .map(apart -> digest(tx, known.reader().id(), apart));
        Optional<Silence> silence = Optional.empty();
        if (deliveries.isEmpty() && digest.isEmpty()) {
            silence = Optional.of(frozen.apart().isPresent() ? Silence.PAUSED : known.silence(alert));
        }
        return new Explanation.Told(alert, deliveries, digest, silence);
    }

    private static List<Explanation.Delivered> deliveries(Handle tx, Frozen frozen) {
        return frozen.places().stream()
                .map(place -> new Explanation.Delivered(
                        place.channel(),
                        place.number(),
                        place.ordinal(),
                        place.dueAt(),
                        History.of(tx, place.slice(), place.ordinal(), place.ordinal() + 1)
                                .getOrDefault(place.ordinal(), List.of())))
                .toList();
    }

    private static Explanation.InDigest digest(Handle tx, ReaderId reader, Frozen.Apart apart) {
        return new Explanation.InDigest(apart.purpose(), apart.itemAt(), window(tx, reader, apart));
    }

    /// The reader's window of that cadence in which the item's time lies.
    private static Optional<Explanation.Window> window(Handle tx, ReaderId reader, Frozen.Apart apart) {
        String cadence = apart.purpose() == ReaderSets.Purpose.WEEKLY ? "weekly" : "daily";
        return tx
                .createQuery("""
                        select w.alert_id, w.opened_at, d.closed_at, w.readers
                          from digest d
                          join digest_window w on w.alert_id = d.alert_id
                         where d.cadence = :cadence
                           and w.opened_at <= :at
                           and d.closed_at > :at
                         order by d.closed_at
                        """)
                .bind("cadence", cadence)
                .bind("at", apart.itemAt())
                .map((row, _) -> Slices.readers(row.getBytes("readers")).contains(reader.value())
                        ? Optional.of(window(
                                tx,
                                reader,
                                new AlertId(row.getLong("alert_id")),
                                row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                                row.getObject("closed_at", OffsetDateTime.class).toInstant()))
                        : Optional.<Explanation.Window>empty())
                .list()
                .stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Explanation.Window window(
            Handle tx, ReaderId reader, AlertId digest, Instant opened, Instant closed) {
        return new Explanation.Window(digest, opened, closed, deliveries(tx, Frozen.of(tx, digest, reader)));
    }

    private static Optional<Standing> standing(Handle tx, ReaderId reader) {
        return tx.createQuery("""
                        select suppressed_at, erased_hash is not null as erased
                          from reader
                         where id = :id
                        """)
                .bind("id", reader.value())
                .map((row, _) -> new Standing(
                        reader,
                        Optional.ofNullable(row.getObject("suppressed_at", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant),
                        row.getBoolean("erased")))
                .findOne();
    }

    /// What is known of the reader when an alert is looked at: itself, its follows, and the alerts before.
    private record Case(Standing reader, Grounds grounds, List<Explanation.Told> before) {

        Silence silence(Alert alert) {
            if (alert.plannedAt().isEmpty()) {
                return Silence.NOT_PLANNED_YET;
            }
            Instant planned = alert.plannedAt().get();
            if (alert.planned() == 0
                    && alert.stoppedAt().filter(stop -> !stop.isAfter(planned)).isPresent()) {
                return Silence.STOPPED;
            }
            return alert.kind().isNews() ? ofNews(alert, planned) : ofRetelling(alert, planned);
        }

        private Silence ofNews(Alert alert, Instant planned) {
            if (before.stream().anyMatch(told -> told.silence().isEmpty())) {
                return Silence.TOLD_BEFORE;
            }
            var held = grounds.matches().stream()
                    .filter(match -> match.reason().isAmong(alert.subjects()))
                    .toList();
            if (held.isEmpty()) {
                return Silence.NEVER_FOLLOWED;
            }
            var then = held.stream().filter(match -> match.holdsAt(planned)).toList();
            if (then.isEmpty()) {
                boolean isLater = held.stream().allMatch(match -> match.since().isAfter(planned));
                return isLater ? Silence.FOLLOWED_LATER : Silence.UNFOLLOWED;
            }
            if (then.stream().noneMatch(match -> alert.cadences().contains(match.cadence()))) {
                return Silence.BREAKING_ONLY;
            }
            return ofReader(planned);
        }

        private Silence ofRetelling(Alert alert, Instant planned) {
            boolean hadWrong = before.stream()
                    .flatMap(told -> told.deliveries().stream())
                    .anyMatch(delivered -> delivered.mayHaveArrived(alert.revision()));
            boolean mayHaveHadWrongInDigest =
                    before.stream().anyMatch(told -> told.digest().isPresent());
            if (!hadWrong && !mayHaveHadWrongInDigest) {
                return Silence.NOT_TOLD_WRONG;
            }
            if (alert.kind() == Alert.Kind.UPDATE && !grounds.wantsUpdates()) {
                return Silence.NO_UPDATES;
            }
            Silence ofReader = ofReader(planned);
            if (ofReader == Silence.NOT_KNOWN && !hadWrong) {
                return Silence.NOT_TOLD_WRONG;
            }
            return ofReader == Silence.NOT_KNOWN && !grounds.followsAnything() ? Silence.FOLLOWED_NOTHING : ofReader;
        }

        private Silence ofReader(Instant planned) {
            if (reader.isErased()) {
                return Silence.ERASED;
            }
            return reader.suppressedAt().filter(at -> !at.isAfter(planned)).isPresent()
                    ? Silence.SUPPRESSED
                    : Silence.NOT_KNOWN;
        }
    }
}
