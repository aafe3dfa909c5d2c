package depesche.follow;

import depesche.topic.TopicId;
import java.util.Optional;

/// What can be followed. Following a topic includes the topics below it; whoever asks the index for an
/// article's followers names the topics above its topics too.
public record Subject(Kind kind, long id) {

    /// The kinds that can be followed.
    public enum Kind {
        TOPIC("topic"),
        SEARCH("search");

        private final String stored;

        Kind(String stored) {
            this.stored = stored;
        }

        /// The word in the table `follow`.
        String stored() {
            return stored;
        }

        static Kind of(String stored) {
            for (Kind kind : values()) {
                if (kind.stored.equals(stored)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("nothing of this kind is followed: " + stored);
        }
    }

    public Subject {
        if (id <= 0) {
            throw new IllegalArgumentException("not the id of a subject: " + id);
        }
    }

    public static Subject topic(long id) {
        return new Subject(Kind.TOPIC, id);
    }

    public static Subject of(TopicId topic) {
        return topic(topic.value());
    }

    /// A saved search.
    public static Subject search(long id) {
        return new Subject(Kind.SEARCH, id);
    }

    /// As the table `follow` has it.
    public static Subject stored(String kind, long id) {
        return new Subject(Kind.of(kind), id);
    }

    /// The topic that is followed, if it is one.
    public Optional<TopicId> topicId() {
        return switch (kind) {
            case TOPIC -> Optional.of(new TopicId(id));
            case SEARCH -> Optional.empty();
        };
    }

    /// The number of the saved search that is followed, if it is one.
    public Optional<Integer> searchId() {
        return switch (kind) {
            case TOPIC -> Optional.empty();
            case SEARCH -> Optional.of(Math.toIntExact(id));
        };
    }
}
