package depesche.digest;

import depesche.account.ReaderId;
import depesche.alert.AlertId;
import depesche.alert.Announcement;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A digest as it is told now, for some of its readers.
///
/// @param edition what the ledger keeps as its revision
/// @param closedAt the end of its windows: the date of every mail of it
/// @param items for each reader what is new, the latest last
public record Issue(
        AlertId alert, DigestCadence cadence, int edition, Instant closedAt, Map<ReaderId, List<Announcement>> items) {

    public Issue {
        items = Map.copyOf(items);
    }

    public List<Announcement> of(ReaderId reader) {
        return items.getOrDefault(reader, List.of());
    }
}
