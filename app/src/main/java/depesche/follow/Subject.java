package depesche.follow;

import depesche.topic.TopicId;

/// What can be followed. Following a topic includes the topics below it; whoever asks the index for an
/// article's followers names the topics above its topics too.
public record Subject(Kind kind, long id) {

    /// The kinds that can be followed today.
    public enum Kind {
        TOPIC("topic");

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

    /// The topic that is followed.
    public TopicId topicId() {
        return switch (kind) {
            case TOPIC -> new TopicId(id);
        };
    }
}
