package depesche.suggestion;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A linear model of which topics editors choose, learned by [Learning]. Does not change; any number of threads ask it.
///
/// @param longest the most features of a text that are looked at: so many as in learning
/// @param threshold the probability from which on a topic is suggested, however many there are
record TopicModel(Vocabulary vocabulary, List<LearnedTopic> topics, Weights weights, int longest, double threshold) {

    TopicModel {
        topics = List.copyOf(topics);
    }

    /// A model's guess.
    ///
    /// @param topic its id
    /// @param because words of the text, as they stand there, the strongest first
    record Guess(long topic, double probability, List<String> because) {

        Guess {
            because = List.copyOf(because);
        }
    }

    /// The topics that are likely enough, the likeliest first; at least the likeliest, if a word speaks for it: an
    /// article needs one.
    List<Guess> guesses(ArticleText text) {
        Description description = Description.of(text);
        Vector vector = vocabulary.vector(description.counts()).strongest(longest);
        if (vector.size() == 0) {
            return List.of();
        }
        double[] probabilities = probabilities(vector);
        List<Integer> likely = likely(probabilities);
        Reasons reasons = new Reasons(this, description);
        List<Guess> guesses = new ArrayList<>();
        for (int topic : likely) {
            List<String> because = reasons.of(topic);
            if (!because.isEmpty()) {
                guesses.add(new Guess(topics.get(topic).id(), probabilities[topic], because));
            }
        }
        return List.copyOf(guesses);
    }

    boolean knows(long topic) {
        return topics.stream().anyMatch(learned -> learned.id() == topic);
    }

    double[] probabilities(Vector vector) {
        double[] margins = new double[topics.size()];
        for (int topic = 0; topic < margins.length; topic++) {
            margins[topic] = topics.get(topic).bias();
        }
        weights.add(vector, margins);
        for (int topic = 0; topic < margins.length; topic++) {
            margins[topic] = topics.get(topic).calibration().probability(margins[topic]);
        }
        return margins;
    }

    private List<Integer> likely(double[] probabilities) {
        List<Integer> likely = new ArrayList<>();
        int best = 0;
        for (int topic = 0; topic < probabilities.length; topic++) {
            best = probabilities[topic] > probabilities[best] ? topic : best;
            if (probabilities[topic] >= threshold) {
                likely.add(topic);
            }
        }
        if (likely.isEmpty()) {
            likely.add(best);
        }
        likely.sort(Comparator.comparingDouble((Integer topic) -> -probabilities[topic]));
        return likely;
    }
}
