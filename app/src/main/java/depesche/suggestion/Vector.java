package depesche.suggestion;

import java.util.Arrays;

/// A text as numbers: what each feature of the vocabulary weighs in it, by rising index.
record Vector(int[] indexes, float[] values) {

    int size() {
        return indexes.length;
    }

    /// At most so many features: those that weigh most.
    Vector strongest(int most) {
        if (indexes.length <= most) {
            return this;
        }
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        float least = sorted[sorted.length - most];
        int[] keptIndexes = new int[most];
        float[] keptValues = new float[most];
        int kept = 0;
        for (int at = 0; at < indexes.length && kept < most; at++) {
            if (values[at] >= least) {
                keptIndexes[kept] = indexes[at];
                keptValues[kept++] = values[at];
            }
        }
        return new Vector(keptIndexes, keptValues);
    }
}
