package depesche.follow;

import depesche.account.Consent;
import depesche.account.Reader;
import depesche.topic.Topic;
import java.util.List;

/// What we know of a reader: for the reader's own page, the desk and the API.
public record ReaderOverview(Reader reader, List<FollowedTopic> follows, ReaderWish wish, List<Consent> consents) {

    /// A follow with the topic it names and the topics that are included in it.
    public record FollowedTopic(Follow follow, Topic topic, List<Topic> included) {
        public FollowedTopic {
            included = List.copyOf(included);
        }
    }

    public ReaderOverview {
        follows = List.copyOf(follows);
        consents = List.copyOf(consents);
    }
}
