package depesche.delivery.ledger;

import java.time.Instant;
import java.util.Optional;

/// One line of the ledger: how one attempt for one receiver of a held slice ended.
public record Entry(SliceClaim claim, int ordinal, int revision, Outcome outcome, Instant at) {

    /// When a delivery that is not over may be tried again.
    public Optional<Instant> retryAt() {
        return switch (outcome) {
            case Outcome.Deferred(var _, var _, var after) -> Optional.of(at.plus(after));
            case Outcome.InDoubt(var _, var after) -> Optional.of(at.plus(after));
            case Outcome.Accepted _,
                    Outcome.Refused _,
                    Outcome.Suppressed _,
                    Outcome.Expired _,
                    Outcome.Withdrawn _,
                    Outcome.Uncertain _ -> Optional.empty();
        };
    }
}
