package depesche;

import depesche.suggestion.AliasIndexes;
import depesche.suggestion.KnownTopics;
import depesche.suggestion.Suggesting;
import depesche.suggestion.Training;
import depesche.topic.CountryTopics;

/// Topics and stories proposed, how that is learned, and topics to begin with.
public record SuggestionRoom(
        KnownTopics known, Suggesting suggesting, Training training, CountryTopics countries, CoverageRoom coverage) {

    static SuggestionRoom of(Ground ground) {
        var aliases = new AliasIndexes(ground.db());
        var known = new KnownTopics(ground.db());
        return new SuggestionRoom(
                known,
                new Suggesting(aliases, known),
                new Training(ground.db(), aliases, known, ground.clock()),
                new CountryTopics(ground.db(), ground.changes(), ground.clock()),
                CoverageRoom.of(ground));
    }
}
