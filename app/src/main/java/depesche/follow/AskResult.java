package depesche.follow;

import depesche.web.Fault;
import java.time.Duration;
import java.util.List;

/// How asking to follow can end. `Asked` says nothing about the address: known, unknown, suppressed or
/// asked for too often, the answer is the same, and what differs is told to the mailbox only.
public sealed interface AskResult {

    record Asked() implements AskResult {}

    /// The form is wrong, and this is all that is wrong with it.
    record Faulty(List<Fault> faults) implements AskResult {
        public Faulty {
            faults = List.copyOf(faults);
        }
    }

    /// Too many requests from this network, for whatever addresses.
    record TooMany(Duration retryAfter) implements AskResult {}
}
