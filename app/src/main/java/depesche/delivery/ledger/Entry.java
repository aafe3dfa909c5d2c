package depesche.delivery.ledger;

import java.time.Instant;

/// One line of the ledger: how one attempt for one receiver of a held slice ended.
public record Entry(SliceClaim claim, int ordinal, int revision, Outcome outcome, Instant at) {

    /// When a delivery that is not over may be tried again; the epoch for one that is.
    public Instant retryAt() {
        return switch (outcome) {
            case Outcome.Deferred(var _, var _, var after) -> at.plus(after);
            case Outcome.InDoubt(var _, var after) -> at.plus(after);
            case Outcome.Accepted _,
                    Outcome.Refused _,
                    Outcome.Suppressed _,
                    Outcome.Expired _,
                    Outcome.Withdrawn _,
                    Outcome.Uncertain _ -> Instant.EPOCH;
        };
    }
}
