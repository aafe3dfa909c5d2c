package depesche.delivery.ledger;

import depesche.alert.AlertId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// One line of the ledger: how one attempt for one receiver of a held slice ended.
///
/// @param omitted what a digest's mail left out, since its reader had left the topics
/// @param address to which it went, where that is one of mail
public record Entry(
        SliceClaim claim,
        int ordinal,
        int revision,
        Outcome outcome,
        Instant at,
        Set<AlertId> omitted,
        Optional<String> address) {

    public Entry {
        omitted = Set.copyOf(omitted);
    }

    public Entry(SliceClaim claim, int ordinal, int revision, Outcome outcome, Instant at) {
        this(claim, ordinal, revision, outcome, at, Set.of(), Optional.empty());
    }

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
