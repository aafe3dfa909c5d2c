package depesche;

import depesche.search.Finding;
import depesche.search.SearchIndex;

/// Finding articles: this node's index, and who asks it; and finding the topics of a text.
public record SearchRoom(SearchIndex index, Finding finding, SuggestionRoom suggestions) {

    static SearchRoom of(Ground ground) {
        var index = new SearchIndex(ground.db(), ground.settings().data());
        return new SearchRoom(index, new Finding(ground.db(), index, ground.clock()), SuggestionRoom.of(ground));
    }
}
