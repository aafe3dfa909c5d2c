package depesche.ingest;

import java.nio.file.Path;
import java.util.List;

/// What to take in, and what to do with it.
///
/// @param source name of the wire or collection; documents of one source are told apart by their ids
public record ImportOrder(List<Path> paths, Format format, String source, After after) {

    /// What happens with an article that was created or updated.
    public enum After {
        /// nothing is written; the report says what would be
        DRY_RUN,
        /// it is saved, for the desk to look at
        SAVE,
        PUBLISH,
        PUBLISH_AND_ALERT
    }

    public ImportOrder {
        paths = List.copyOf(paths);
    }
}
