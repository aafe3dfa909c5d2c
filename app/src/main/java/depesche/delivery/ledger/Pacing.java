package depesche.delivery.ledger;

import java.time.Duration;
import java.util.function.IntSupplier;

/// When the next group is committed: as soon as so many entries wait, or so long after the last commit began.
/// Committing whatever is there makes many small groups, 434 commits a second where 179 do, and costs twice
/// the database (decision 0010).
///
/// @param enough how many waiting entries are worth a commit now: half of the connections at work
public record Pacing(IntSupplier enough, Duration longest) {}
