package depesche.alert;

import depesche.article.ArticleId;
import depesche.article.Notice;
import depesche.follow.Cadence;
import depesche.follow.Subject;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// One occasion to tell an article's followers. Mirrors a row.
///
/// @param occasion 0 for the publication; else the revision that made it
/// @param revision for what is told again: the first that is right
/// @param subjects what the article fell under when the occasion arose: its topics and all above them, its story, its
/// authors; and, once it is planned, the saved searches that the article met
/// @param article what it tells of; a digest tells of many
/// @param dueAt before it nothing of it is sent
/// @param planned how many deliveries were frozen, one for each reader and channel, and how many readers were put
/// to digests; 0 until `plannedAt`
/// @param inDigest how many of the planned have it in a digest
public record Alert(
        AlertId id,
        Optional<ArticleId> article,
        Kind kind,
        Lane lane,
        int occasion,
        int revision,
        Set<Subject> subjects,
        Instant createdAt,
        Instant dueAt,
        Instant notAfter,
        Optional<Instant> plannedAt,
        int planned,
        int inDigest,
        Optional<Instant> heldAt,
        Optional<Instant> stoppedAt) {

    public Alert {
        subjects = Set.copyOf(subjects);
    }

    /// What is carried first, the most urgent first.
    public enum Lane {
        BREAKING(0),
        INSTANT(1),
        DIGEST(2);

        private final int number;

        Lane(int number) {
            this.number = number;
        }

        /// As the tables of alerts and leases have it.
        public int number() {
            return number;
        }

        static Lane of(int number) {
            for (Lane lane : values()) {
                if (lane.number == number) {
                    return lane;
                }
            }
            throw new IllegalArgumentException("no lane " + number);
        }
    }

    /// The kinds of occasion there are.
    public enum Kind {
        NEW,
        UPDATE,
        CORRECTION,
        WITHDRAWAL,
        REPLY,
        /// Several alerts in one message. It has no article of its own.
        DIGEST;

        /// As it is written outside and in the database.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// Whether it goes to those who follow; the others go to those who were told before.
        public boolean isNews() {
            return switch (this) {
                case NEW, DIGEST -> true;
                case UPDATE, CORRECTION, WITHDRAWAL, REPLY -> false;
            };
        }

        /// Whether those who were told are owed it, whatever they wish; nobody is owed an update.
        public boolean isOwed() {
            return switch (this) {
                case NEW, DIGEST, UPDATE -> false;
                case CORRECTION, WITHDRAWAL, REPLY -> true;
            };
        }

        static Kind of(Notice.Kind notice) {
            return switch (notice) {
                case UPDATE -> UPDATE;
                case CORRECTION -> CORRECTION;
                case WITHDRAWAL -> WITHDRAWAL;
                case REPLY -> REPLY;
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

    /// As it is when these are among its subjects too.
    Alert withSubjects(Set<Subject> more) {
        Set<Subject> all = new HashSet<>(subjects);
        all.addAll(more);
        return new Alert(
                id, article, kind, lane, occasion, revision, all, createdAt, dueAt, notAfter, plannedAt, planned,
                inDigest, heldAt, stoppedAt);
    }

    /// The follows that speak of it.
    public Set<Cadence> cadences() {
        return switch (lane) {
            case BREAKING -> Set.of(Cadence.values());
            case INSTANT, DIGEST -> Cadence.OF_ANY_ARTICLE;
        };
    }

    /// Whether it may be carried now.
    public Standing standing() {
        if (stoppedAt.isPresent()) {
            return Standing.STOPPED;
        }
        return heldAt.isPresent() ? Standing.HELD : Standing.GOING;
    }
}
