package depesche.follow;

import depesche.account.ReaderId;
import depesche.account.Readers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Readers with what they follow, as an import takes them.
public final class FollowExport {

    private final Readers readers;

    public FollowExport(Readers readers) {
        this.readers = readers;
    }

    /// The line of one reader; empty if there is no such reader, or no more.
    public Optional<Map<String, Object>> line(Handle tx, ReaderId id) {
        return readers.byId(tx, id)
                .map(reader -> ExportLines.of(tx, List.of(reader)).getFirst());
    }
}
