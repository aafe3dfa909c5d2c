package load;

import java.util.Arrays;
import java.util.Random;

/// A language of made-up words whose frequencies fall as those of a natural one do (Zipf and Mandelbrot): the word of
/// rank r is as frequent as 1 / (r + 2.7). Some words like to stand before a certain other.
final class MadeUpWords {

    private static final String[] SYLLABLES = {
        "ba", "del", "fi", "gor", "ha", "kel", "lo", "mar", "ne", "por", "ru", "sen", "ta", "ver", "wi", "zen"
    };

    private final double[] below;

    MadeUpWords(int size) {
        below = new double[size];
        double sum = 0;
        for (int rank = 0; rank < size; rank++) {
            sum += 1 / (rank + 2.7);
            below[rank] = sum;
        }
    }

    int size() {
        return below.length;
    }

    /// A rank by chance, as frequent words are met in a text.
    int rank(Random random) {
        return rank(random, 0);
    }

    /// As above, but none of the most frequent ones, as nobody seeks articles by `and`.
    int rank(Random random, int least) {
        double from = least == 0 ? 0 : below[least - 1];
        double point = from + random.nextDouble() * (below[below.length - 1] - from);
        int at = Arrays.binarySearch(below, point);
        return Math.min(below.length - 1, at < 0 ? -at - 1 : at + 1);
    }

    /// The rank of the word that likes to stand behind this one.
    int companion(int rank) {
        return 100 + (int) (rank * 2_654_435_761L % (Math.min(below.length, 20_000) - 100));
    }

    static String word(int rank) {
        var word = new StringBuilder();
        for (int left = rank + 1; left > 0; left /= SYLLABLES.length) {
            word.append(SYLLABLES[left % SYLLABLES.length]);
        }
        return word.toString();
    }
}
