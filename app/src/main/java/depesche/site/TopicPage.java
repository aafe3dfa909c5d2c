package depesche.site;

import java.util.List;
import java.util.Optional;

/// A topic's page: where it stands in the tree, what it includes, and its articles, newest first.
///
/// @param above the topics above it, from the root
/// @param older where the list goes on
/// @param newest back to the beginning, on a page that is not the first
public record TopicPage(
        String label,
        List<Link> above,
        List<Link> below,
        FollowForm follow,
        List<TeaserView> teasers,
        Optional<String> older,
        Optional<String> newest) {

    public TopicPage {
        above = List.copyOf(above);
        below = List.copyOf(below);
        teasers = List.copyOf(teasers);
    }
}
