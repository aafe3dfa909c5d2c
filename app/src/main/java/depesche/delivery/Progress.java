package depesche.delivery;

import depesche.alert.Alert;
import depesche.alert.AlertId;
import depesche.alert.Alerts;
import depesche.alert.Standing;
import depesche.article.ArticleId;
import depesche.db.Database;
import depesche.delivery.ledger.Counts;
import depesche.delivery.ledger.Tally;
import depesche.epoch.Epochs;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// How far an alert is, from one snapshot of the ledger: so the numbers add up at any moment.
public final class Progress {

    /// Where an alert stands as a whole.
    public enum State {
        PLANNED,
        SENDING,
        HELD,
        STOPPED,
        DONE;

        /// As it is written outside.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What `GET /alerts/{id}` tells. Mirrors a message. A digest has no article of its own. `planned` is the sum of
    /// the counts and `inDigest`, always.
    ///
    /// @param standing of this alert itself: it may be going while all sends are held
    public record Report(
            Optional<ArticleId> article,
            Alert.Kind kind,
            State state,
            Standing standing,
            Instant notAfter,
            int planned,
            Counts counts,
            int inDigest,
            Optional<Instant> startedAt,
            Optional<Instant> firstAcceptedAt,
            Optional<Instant> lastAcceptedAt) {}

    private final Database db;

    public Progress(Database db) {
        this.db = db;
    }

    /// Empty if there is no such alert.
    public Optional<Report> of(AlertId id) {
        return db.inSnapshot(tx -> Alerts.byId(tx, id).map(alert -> report(tx, alert)));
    }

    private static Report report(Handle tx, Alert alert) {
        Tally tally = Tally.of(tx, alert.id().value());
        return new Report(
                alert.article(),
                alert.kind(),
                state(alert, tally, Epochs.hold(tx).isPresent()),
                alert.standing(),
                alert.notAfter(),
                tally.counts().all() + alert.inDigest(),
                tally.counts(),
                alert.inDigest(),
                tally.startedAt(),
                tally.firstAcceptedAt(),
                tally.lastAcceptedAt());
    }

    private static State state(Alert alert, Tally tally, boolean areSendsHeld) {
        boolean isOver = alert.plannedAt().isPresent() && tally.counts().open() == 0;
        return switch (alert.standing()) {
            case STOPPED ->
                isOver && tally.counts().withdrawn() == 0 && alert.planned() > 0 ? State.DONE : State.STOPPED;
            case HELD -> isOver ? State.DONE : State.HELD;
            case GOING -> {
                if (isOver) {
                    yield State.DONE;
                }
                if (areSendsHeld) {
                    yield State.HELD;
                }
                yield tally.startedAt().isPresent() ? State.SENDING : State.PLANNED;
            }
        };
    }
}
