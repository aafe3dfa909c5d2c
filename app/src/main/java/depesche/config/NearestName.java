package depesche.config;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/// For who has mistyped a name: the known one that is nearest to it.
public final class NearestName {

    private NearestName() {}

    /// Nothing if no name is known.
    public static Optional<String> to(String unknown, Stream<String> known) {
        return known.min(Comparator.comparingInt(name -> editDistance(unknown, name)));
    }

    /// Levenshtein's distance, row by row.
    private static int editDistance(String from, String to) {
        int[] above = new int[to.length() + 1];
        Arrays.setAll(above, i -> i);
        for (int i = 1; i <= from.length(); i++) {
            int[] row = new int[to.length() + 1];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int changed = above[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(changed, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[to.length()];
    }
}
