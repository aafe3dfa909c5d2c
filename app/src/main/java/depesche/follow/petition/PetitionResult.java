package depesche.follow.petition;

import java.time.Duration;

/// How asking can end. `Asked` says nothing about a new address: known, unknown or closed, the answer is the same, and
/// what differs is told to the mailboxes only.
public sealed interface PetitionResult {

    record Asked() implements PetitionResult {}

    /// To move to where one is.
    record SameAddress() implements PetitionResult {}

    /// So many links went to the reader in the last hour that no more do.
    record TooMany(Duration retryAfter) implements PetitionResult {}

    /// There is no such reader, or none that may ask: whom the newsroom has closed writes to the newsroom.
    record NotOurs() implements PetitionResult {}
}
