package depesche;

import depesche.search.Finding;
import depesche.search.SearchIndex;
import depesche.search.saved.Matching;

/// Finding articles: this node's index, and who asks it; which saved searches an article meets; and finding the topics
/// of a text.
public record SearchRoom(SearchIndex index, Finding finding, Matching saved, SuggestionRoom suggestions) {

    static SearchRoom of(Ground ground) {
        var index = new SearchIndex(ground.db(), ground.settings().data());
        return new SearchRoom(
                index, new Finding(ground.db(), index, ground.clock()), new Matching(), SuggestionRoom.of(ground));
    }
}
