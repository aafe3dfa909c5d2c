package depesche.alert;

import depesche.article.ArticleId;
import depesche.follow.Subject;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// One occasion to tell an article's followers. Mirrors a row.
///
/// @param subjects what the article fell under when the occasion arose: its topics and all above them
/// @param planned how many deliveries were frozen, one for each reader and channel; 0 until `plannedAt`
public record Alert(
        AlertId id,
        ArticleId article,
        Kind kind,
        Set<Subject> subjects,
        Instant createdAt,
        Instant notAfter,
        Optional<Instant> plannedAt,
        int planned,
        Optional<Instant> heldAt,
        Optional<Instant> stoppedAt) {

    public Alert {
        subjects = Set.copyOf(subjects);
    }

    /// The kinds of occasion there are today.
    public enum Kind {
        NEW;

        /// As it is written outside and in the database.
        public String word() {
            return switch (this) {
                case NEW -> "new";
            };
        }

        static Kind of(String word) {
            for (Kind kind : values()) {
                if (kind.word().equals(word)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("no kind of alert: " + word);
        }
    }

    /// Whether it may be carried now.
    public Standing standing() {
        if (stoppedAt.isPresent()) {
            return Standing.STOPPED;
        }
        return heldAt.isPresent() ? Standing.HELD : Standing.GOING;
    }
}
