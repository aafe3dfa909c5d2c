package depesche.suggestion;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Which words of a text spoke for a topic: each word's own weight, its share of its pieces, and half of each pair
/// in which it stands. What a feature says is divided among all the places where it stands, so that the words'
/// shares add up to the margin.
final class Reasons {

    private static final int MOST = 6;
    private static final int SHORTEST = 3;

    private final TopicModel model;
    private final Description description;
    private final double[] scales;

    /// Each word in small letters, and as it stands where it comes first.
    private final Map<String, Token> words = new LinkedHashMap<>();

    private final Map<String, Integer> counts = new HashMap<>();

    Reasons(TopicModel model, Description description) {
        this.model = model;
        this.description = description;
        this.scales = scales();
        for (Token token : description.tokens()) {
            words.putIfAbsent(token.lower(), token);
            counts.merge(token.lower(), 1, Integer::sum);
        }
    }

    /// The words that say most for the topic, as they stand in the text, the strongest first.
    List<String> of(int topic) {
        Map<String, Double> shares = new HashMap<>();
        words.keySet().forEach(word -> shares.put(word, counts.getOrDefault(word, 0) * each(word, topic)));
        addPairs(topic, shares);
        return shares.entrySet().stream()
                .filter(share -> share.getValue() > 0 && share.getKey().length() >= SHORTEST)
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST)
                .flatMap(share -> Stream.ofNullable(words.get(share.getKey())))
                .map(Token::form)
                .toList();
    }

    private double each(String word, int topic) {
        double[] sum = {share(Feature.word(word), topic)};
        Feature.pieces(word, piece -> sum[0] += share(piece, topic));
        return sum[0];
    }

    private void addPairs(int topic, Map<String, Double> shares) {
        String before = "";
        for (Token token : description.tokens()) {
            if (!before.isEmpty()) {
                double half = share(Feature.pair(before, token.lower()), topic) / 2;
                shares.merge(before, half, Double::sum);
                shares.merge(token.lower(), half, Double::sum);
            }
            before = token.lower();
        }
    }

    /// What the feature says for the topic at one of the places where it stands.
    private double share(int key, int topic) {
        int index = model.vocabulary().index(key);
        float count = index < 0 ? 0 : description.counts().count(key);
        if (count == 0) {
            return 0;
        }
        double value = model.vocabulary().weight(index, count) * scales[Feature.kind(key)];
        return value * model.weights().of(index, topic) / count;
    }

    private double[] scales() {
        double[] squares = new double[Feature.KINDS];
        description.counts().each((key, count) -> {
            int index = model.vocabulary().index(key);
            if (index >= 0) {
                float weight = model.vocabulary().weight(index, count);
                squares[Feature.kind(key)] += weight * weight;
            }
        });
        return Vocabulary.scales(squares);
    }
}
