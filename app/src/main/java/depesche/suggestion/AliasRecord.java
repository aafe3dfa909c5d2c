package depesche.suggestion;

import java.util.Map;

/// How far a topic's names can be trusted, as the archive shows: of the texts that have one, in how many editors
/// chose the topic. Where the archive says little, names are believed by a general rule.
///
/// @param counts by topic's id
record AliasRecord(Map<Long, Count> counts) {

    static final AliasRecord EMPTY = new AliasRecord(Map.of());

    private static final double IN_HEADLINE = 0.8;
    private static final double IN_BODY = 0.5;

    /// So many texts weigh as much as the general rule.
    private static final double RULE = 3;

    /// From here on the archive has shown what a name is worth.
    private static final int ENOUGH = 10;

    private static final double GOOD = 0.8;

    record Count(int found, int chosen) {}

    AliasRecord {
        counts = Map.copyOf(counts);
    }

    double score(long topic, boolean isInHeadline) {
        Count count = of(topic);
        double rule = isInHeadline ? IN_HEADLINE : IN_BODY;
        return (count.chosen() + RULE * rule) / (count.found() + RULE);
    }

    /// Whether editors pass over the topic too often where its name stands.
    boolean isDoubtful(long topic) {
        Count count = of(topic);
        return count.found() >= ENOUGH && count.chosen() < GOOD * count.found();
    }

    private Count of(long topic) {
        return counts.getOrDefault(topic, new Count(0, 0));
    }
}
