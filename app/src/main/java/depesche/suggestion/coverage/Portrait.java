package depesche.suggestion.coverage;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// What tells a text from others: its strongest terms in the order of their hashes, their weights brought to length 1.
record Portrait(int[] terms, float[] weights) {

    private static final int STRONGEST = 50;

    static Portrait of(Counts text, Rarity rarity, int beside) {
        double[] weights = new double[text.terms().length];
        for (int at = 0; at < weights.length; at++) {
            weights[at] = (1 + Math.log(Math.max(0.5, text.counts()[at]))) * rarity.of(text.terms()[at], beside);
        }
        int[] strongest = IntStream.range(0, weights.length)
                .filter(at -> weights[at] > 0)
                .boxed()
                .sorted(Comparator.comparingDouble(at -> -weights[at]))
                .limit(STRONGEST)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
        double length = Math.sqrt(Arrays.stream(strongest)
                .mapToDouble(at -> weights[at] * weights[at])
                .sum());
        int[] terms = new int[strongest.length];
        float[] shares = new float[strongest.length];
        for (int at = 0; at < terms.length; at++) {
            terms[at] = text.terms()[strongest[at]];
            shares[at] = (float) (weights[strongest[at]] / length);
        }
        return new Portrait(terms, shares);
    }

    /// From 0, nothing in common, to 1.
    double likeness(Portrait other) {
        double sum = 0;
        int here = 0;
        int there = 0;
        while (here < terms.length && there < other.terms.length) {
            if (terms[here] == other.terms[there]) {
                sum += weights[here++] * other.weights[there++];
            } else if (terms[here] < other.terms[there]) {
                here++;
            } else {
                there++;
            }
        }
        return sum;
    }

    /// How much the term weighs; 0 if it is none of these.
    float weight(int term) {
        int at = Arrays.binarySearch(terms, term);
        return at < 0 ? 0 : weights[at];
    }
}
