package depesche.suggestion;

import java.util.Arrays;

/// What each feature says for and against each topic: by feature, only those that say something. Does not change.
///
/// @param starts where the entries of a feature begin; one more at the end
/// @param topics of each entry
/// @param values of each entry
record Weights(int[] starts, short[] topics, float[] values) {

    void add(Vector text, double[] margins) {
        for (int at = 0; at < text.size(); at++) {
            int index = text.indexes()[at];
            float value = text.values()[at];
            for (int entry = starts[index]; entry < starts[index + 1]; entry++) {
                margins[topics[entry]] += value * values[entry];
            }
        }
    }

    /// What the feature says for the topic; 0 where it says nothing.
    float of(int index, int topic) {
        int entry = Arrays.binarySearch(topics, starts[index], starts[index + 1], (short) topic);
        return entry < 0 ? 0 : values[entry];
    }

    /// Gathers the weights topic by topic.
    static final class Gathering {

        private final int features;
        private final Vector[] strongest;

        Gathering(int features, int topics) {
            this.features = features;
            this.strongest = new Vector[topics];
        }

        /// The strongest weights of a topic, whatever their sign; what is nearly nothing is left out.
        void put(int topic, double[] weights, int most) {
            float[] sizes = new float[features];
            for (int index = 0; index < features; index++) {
                sizes[index] = (float) Math.abs(weights[index]);
            }
            float least = least(sizes, most);
            int kept = 0;
            int[] indexes = new int[features];
            float[] values = new float[features];
            for (int index = 0; index < features && kept < most; index++) {
                if (sizes[index] >= least) {
                    indexes[kept] = index;
                    values[kept++] = (float) weights[index];
                }
            }
            strongest[topic] = new Vector(Arrays.copyOf(indexes, kept), Arrays.copyOf(values, kept));
        }

        private static float least(float[] sizes, int most) {
            float[] sorted = sizes.clone();
            Arrays.sort(sorted);
            float least = sorted.length <= most ? 0 : sorted[sorted.length - most];
            float strongest = sorted.length == 0 ? 0 : sorted[sorted.length - 1];
            return Math.max(Math.max(least, strongest / 10_000), Float.MIN_NORMAL);
        }

        /// By feature; the topics of each rise.
        Weights weights() {
            int[] starts = new int[features + 1];
            for (Vector topic : strongest) {
                for (int index : topic.indexes()) {
                    starts[index + 1]++;
                }
            }
            for (int index = 0; index < features; index++) {
                starts[index + 1] += starts[index];
            }
            int[] next = starts.clone();
            short[] topics = new short[starts[features]];
            float[] values = new float[starts[features]];
            for (short topic = 0; topic < strongest.length; topic++) {
                for (int at = 0; at < strongest[topic].size(); at++) {
                    int entry = next[strongest[topic].indexes()[at]]++;
                    topics[entry] = topic;
                    values[entry] = strongest[topic].values()[at];
                }
            }
            return new Weights(starts, topics, values);
        }
    }
}
