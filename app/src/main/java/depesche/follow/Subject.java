package depesche.follow;

import depesche.author.AuthorId;
import depesche.story.StoryId;
import depesche.topic.TopicId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// What can be followed. Following a topic includes the topics below it; whoever asks the index for an
/// article's followers names the topics above its topics too.
public record Subject(Kind kind, long id) {

    /// The kinds that can be followed.
    public enum Kind {
        TOPIC("topic"),
        STORY("story"),
        AUTHOR("author"),
        SEARCH("search");

        private final String stored;

        Kind(String stored) {
            this.stored = stored;
        }

        /// The word in the table `follow`, and in forms.
        public String stored() {
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

    public static Subject of(StoryId story) {
        return new Subject(Kind.STORY, story.value());
    }

    public static Subject of(AuthorId author) {
        return new Subject(Kind.AUTHOR, author.value());
    }

    /// A saved search.
    public static Subject search(long id) {
        return new Subject(Kind.SEARCH, id);
    }

    /// As the table `follow` has it.
    public static Subject stored(String kind, long id) {
        return new Subject(Kind.of(kind), id);
    }

    /// The numbers of those of one kind.
    public static List<Long> ids(Collection<Subject> subjects, Kind kind) {
        return subjects.stream()
                .filter(subject -> subject.kind == kind)
                .map(Subject::id)
                .toList();
    }

    /// The topic that is followed, if it is one.
    public Optional<TopicId> topicId() {
        return kind == Kind.TOPIC ? Optional.of(new TopicId(id)) : Optional.empty();
    }

    /// The number of the saved search that is followed, if it is one.
    public Optional<Integer> searchId() {
        return kind == Kind.SEARCH ? Optional.of(Math.toIntExact(id)) : Optional.empty();
    }
}
