package depesche.suggestion.coverage;

import java.util.Map;
import java.util.TreeMap;

/// How much each term of a text counts, by the hash of the term, in the order of the hashes. Small, so that thousands
/// of articles can be kept.
record Counts(int[] terms, float[] counts) {

    static Counts of(Map<String, Float> byTerm) {
        Map<Integer, Float> byHash = new TreeMap<>();
        byTerm.forEach((term, count) -> byHash.merge(term.hashCode(), count, Float::sum));
        int[] terms = new int[byHash.size()];
        float[] counts = new float[terms.length];
        int at = 0;
        for (Map.Entry<Integer, Float> entry : byHash.entrySet()) {
            terms[at] = entry.getKey();
            counts[at++] = entry.getValue();
        }
        return new Counts(terms, counts);
    }
}
