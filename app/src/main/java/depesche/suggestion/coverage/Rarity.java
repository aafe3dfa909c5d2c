package depesche.suggestion.coverage;

import java.util.Arrays;
import java.util.List;

/// In how many texts of one language each term is; rare terms tell more.
final class Rarity {

    /// As if so many texts more had none of these words, so that the words of a young newsroom tell something too.
    private static final int UNREAD = 200;

    static final Rarity NONE = new Rarity(List.of());

    private final int texts;
    private final int[] terms;

    /// @param texts all of one language
    Rarity(List<Counts> texts) {
        this.texts = texts.size();
        this.terms = texts.stream()
                .flatMapToInt(text -> Arrays.stream(text.terms()))
                .sorted()
                .toArray();
    }

    /// Little for a term of most texts, most for one of this text alone.
    ///
    /// @param beside in how many texts it stands that were not read here
    double of(int term, int beside) {
        int in = beside + place(term, true) - place(term, false);
        return Math.log((double) (texts + UNREAD) / Math.max(1, in));
    }

    /// Where the term begins, or ends, in the sorted ones.
    private int place(int term, boolean isEnd) {
        int low = 0;
        int high = terms.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (terms[middle] < term || isEnd && terms[middle] == term) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
