package depesche.suggestion;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What is counted in a first reading of the examples: in how many each feature is, and how many each topic has.
/// Features are counted by part of their hash, in a table that does not grow: two that meet there count as one.
final class Census {

    private static final int BUCKETS = 1 << 22;

    /// The most features a model knows.
    private static final int MOST_FEATURES = 400_000;

    private static final int FEWEST_EXAMPLES = 3;
    private static final int MOST_TOPICS = 1_000;

    /// How far rare features are raised above frequent ones.
    private static final double RARITY_POWER = 1.0;

    private final int[] frequencies = new int[BUCKETS];
    private final Map<Long, Integer> topics = new HashMap<>();
    private int examples;
    private int least = 2;

    static Census of(Iterable<Example> examples) {
        Census census = new Census();
        examples.forEach(census::count);
        census.least = census.leastFrequency();
        return census;
    }

    int examples() {
        return examples;
    }

    boolean isKnown(int key) {
        return frequencies[bucket(key)] >= least;
    }

    /// How much it tells that a text has the feature.
    float rarity(int key) {
        double inverse = Math.log((1.0 + examples) / (1 + frequencies[bucket(key)])) + 1;
        return (float) Math.pow(inverse, RARITY_POWER);
    }

    /// Those with enough examples, and with some that speak against them; the most frequent first.
    List<Long> learnable() {
        return topics.entrySet().stream()
                .filter(topic -> topic.getValue() >= FEWEST_EXAMPLES && topic.getValue() < examples)
                .sorted(Map.Entry.<Long, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_TOPICS)
                .map(Map.Entry::getKey)
                .toList();
    }

    private void count(Example example) {
        examples++;
        Set<Long> chosen = example.topics();
        chosen.forEach(topic -> topics.merge(topic, 1, Integer::sum));
        Description.of(example.text()).counts().each((key, _) -> frequencies[bucket(key)]++);
    }

    /// Two texts must have a feature; more where else the vocabulary would be too large.
    private int leastFrequency() {
        int[] having = new int[1 << 16];
        for (int frequency : frequencies) {
            having[Math.min(frequency, having.length - 1)]++;
        }
        int kept = 0;
        int frequency = having.length;
        while (frequency > 2 && kept + having[frequency - 1] <= MOST_FEATURES) {
            kept += having[--frequency];
        }
        return frequency;
    }

    private static int bucket(int key) {
        return (key ^ key >>> 11) & BUCKETS - 1;
    }
}
