package depesche.site;

import java.util.List;
import java.util.Optional;

/// The articles of an author, newest first.
///
/// @param older where the list goes on
/// @param newest back to the beginning, on a page that is not the first
public record AuthorPage(
        String name, FollowForm follow, List<TeaserView> teasers, Optional<String> older, Optional<String> newest) {

    public AuthorPage {
        teasers = List.copyOf(teasers);
    }
}
