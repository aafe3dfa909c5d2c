package depesche.delivery.why;

import depesche.account.ReaderId;
import depesche.alert.Alert;
import depesche.alert.AlertId;
import depesche.alert.Grounds;
import depesche.alert.ReaderSets;
import depesche.article.ArticleId;
import depesche.delivery.ledger.End;
import depesche.delivery.ledger.History.Attempt;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Why a reader was told of an article, or was not. Facts only, and only this reader's.
///
/// @param silence why nobody was told, if there is no alert at all
public record Explanation(
        ReaderId reader, ArticleId article, List<Grounds.Match> follows, List<Told> alerts, Optional<Silence> silence) {

    /// What one alert of the article meant for the reader: deliveries, a digest, or silence.
    public record Told(Alert alert, List<Delivered> deliveries, Optional<InDigest> digest, Optional<Silence> silence) {
        public Told {
            deliveries = List.copyOf(deliveries);
        }
    }

    /// A delivery with all its attempts; without one it waits.
    ///
    /// @param slice number of the slice within its alert
    public record Delivered(String channel, int slice, int ordinal, Optional<Instant> dueAt, List<Attempt> attempts) {
        public Delivered {
            attempts = List.copyOf(attempts);
        }

        /// `waiting`, or how the last attempt ended.
        public String state() {
            return attempts.isEmpty() ? "waiting" : attempts.getLast().end().word();
        }

        boolean mayHaveArrived(int before) {
            return attempts.stream()
                    .anyMatch(attempt -> attempt.revision() < before
                            && Set.of(End.ACCEPTED, End.UNCERTAIN, End.IN_DOUBT).contains(attempt.end()));
        }
    }

    /// Put to a digest.
    ///
    /// @param itemAt the time by which a window takes it
    /// @param window empty while it is open
    public record InDigest(ReaderSets.Purpose purpose, Instant itemAt, Optional<Window> window) {}

    /// Half-open, from `opened` up to and without `closed`.
    public record Window(AlertId digest, Instant opened, Instant closed, List<Delivered> deliveries) {
        public Window {
            deliveries = List.copyOf(deliveries);
        }

        /// Whether the mail left this out, since the reader no longer followed its topics, or for breaking news alone.
        public boolean isOmitted(AlertId item) {
            return deliveries.stream()
                    .filter(delivered -> !delivered.attempts().isEmpty())
                    .anyMatch(delivered ->
                            delivered.attempts().getLast().omitted().contains(item));
        }
    }

    public Explanation {
        follows = List.copyOf(follows);
        alerts = List.copyOf(alerts);
    }
}
