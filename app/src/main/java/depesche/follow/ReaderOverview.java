package depesche.follow;

import depesche.account.Consent;
import depesche.account.Reader;
import depesche.topic.Topic;
import java.util.List;
import java.util.stream.Stream;

/// What we know of a reader: for the reader's own page, the desk and the API.
///
/// @param follows of topics
/// @param named follows of stories and authors
public record ReaderOverview(
        Reader reader,
        List<FollowedTopic> follows,
        List<FollowedNamed> named,
        List<FollowedSearch> searches,
        ReaderWish wish,
        List<Consent> consents) {

    /// A follow with the topic it names and the topics that are included in it.
    public record FollowedTopic(Follow follow, Topic topic, List<Topic> included) {
        public FollowedTopic {
            included = List.copyOf(included);
        }
    }

    /// A follow with the story or the author it names.
    public record FollowedNamed(Follow follow, Named named) {}

    /// A follow with the saved search it names.
    public record FollowedSearch(Follow follow, String text) {}

    public ReaderOverview {
        follows = List.copyOf(follows);
        named = List.copyOf(named);
        searches = List.copyOf(searches);
        consents = List.copyOf(consents);
    }

    /// Everything the reader follows.
    public List<Follow> allFollows() {
        return Stream.of(
                        follows.stream().map(FollowedTopic::follow),
                        named.stream().map(FollowedNamed::follow),
                        searches.stream().map(FollowedSearch::follow))
                .flatMap(all -> all)
                .toList();
    }
}
