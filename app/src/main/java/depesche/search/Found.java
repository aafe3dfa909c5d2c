package depesche.search;

import java.util.List;
import java.util.Optional;

/// What a search finds, a part at a time.
///
/// @param total how many there are
/// @param isCounted whether that is the number; else there are more
/// @param next where the list goes on
/// @param isWhole false while the index is being built and older articles are not all in it
public record Found(List<FoundArticle> items, long total, boolean isCounted, Optional<Place> next, boolean isWhole) {

    public Found {
        items = List.copyOf(items);
    }

    static Found nothing(boolean isWhole) {
        return new Found(List.of(), 0, true, Optional.empty(), isWhole);
    }
}
