package depesche.taxonomy;

import depesche.topic.TopicId;
import java.time.Instant;
import java.util.Optional;

/// Something done to topics, once.
///
/// @param topic what was renamed, merged or split
/// @param other into which it was merged, or what was split off it
public record TopicOperation(
        long id,
        Kind kind,
        TopicId topic,
        Optional<TopicId> other,
        Instant doneAt,
        String doneBy,
        Optional<Instant> undoneAt) {

    /// What can be done to topics.
    public enum Kind {
        RENAME("rename"),
        MERGE("merge"),
        SPLIT("split");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /// As the table and the API say it.
        public String word() {
            return word;
        }

        static Kind of(String word) {
            for (Kind kind : values()) {
                if (kind.word.equals(word)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("nothing of this kind is done to topics: " + word);
        }
    }
}
