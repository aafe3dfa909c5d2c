package depesche.ingest;

import depesche.article.Submission;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What one document turned out to be.
sealed interface Incoming {

    /// An article to be.
    ///
    /// @param version rises with each new form that the source sends of it
    /// @param changedAt orders two documents of one version
    /// @param facts what the article has no place for, as JSON to be: the agency's credit, categories, pictures
    /// @param picture the file of its lead picture
    record Text(
            String externalId,
            long version,
            Instant changedAt,
            Submission submission,
            Map<String, Object> facts,
            Optional<Path> picture)
            implements Incoming {}

    /// A document of the format that holds no text for readers: a picture, a sound, a notice.
    record NoText(String externalId, String what) implements Incoming {}

    /// The source takes back what it sent before.
    record Withdrawn(String externalId, long version, Instant changedAt, String why) implements Incoming {}

    /// Not to be read, and everything that is wrong with it.
    record Faulty(String externalId, List<String> faults) implements Incoming {
        public Faulty {
            faults = List.copyOf(faults);
        }
    }
}
