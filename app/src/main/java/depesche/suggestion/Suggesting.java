package depesche.suggestion;

import depesche.suggestion.AliasIndex.Found;
import depesche.suggestion.TopicModel.Guess;
import depesche.topic.TopicId;
import depesche.topic.TopicTree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Proposes topics for a text: those that the model finds likely, and those whose names are in it. Where the model
/// knows a topic and the archive shows that its name is no reason to choose it, the model alone decides.
public final class Suggesting {

    private static final int MOST_WORDS = 6;
    private static final int MOST = 20;

    private final AliasIndexes aliases;
    private final KnownTopics known;

    public Suggesting(AliasIndexes aliases, KnownTopics known) {
        this.aliases = aliases;
        this.known = known;
    }

    /// The best first; none where nothing in the text speaks for any topic.
    public List<Suggestion> of(ArticleText text) {
        TopicTree topics = aliases.topics();
        Knowledge knowledge = known.knowledge();
        Map<TopicId, Found> named = aliases.of(topics, text.language()).in(text);
        Map<TopicId, Suggestion> suggestions = new LinkedHashMap<>();
        List<Guess> guesses =
                knowledge.model().map(model -> model.guesses(text)).orElse(List.of());
        guesses.forEach(guess -> topics.byId(new TopicId(guess.topic()))
                .ifPresent(topic -> suggestions.merge(
                        topic.id(),
                        new Suggestion(topic, guess.probability(), guess.because()),
                        (one, other) -> one.score() < other.score() ? other : one)));
        named.forEach((id, found) -> topics.byId(id).ifPresent(topic -> {
            Suggestion byName =
                    new Suggestion(topic, knowledge.aliases().score(id.value(), found.isInHeadline()), found.words());
            if (isNameEnough(id, knowledge)) {
                suggestions.merge(id, byName, Suggesting::both);
            } else {
                suggestions.computeIfPresent(
                        id, (_, guessed) -> new Suggestion(topic, guessed.score(), words(byName, guessed)));
            }
        }));
        return best(suggestions);
    }

    private static boolean isNameEnough(TopicId topic, Knowledge knowledge) {
        boolean isLearned =
                knowledge.model().filter(model -> model.knows(topic.value())).isPresent();
        return !isLearned || !knowledge.aliases().isDoubtful(topic.value());
    }

    private static Suggestion both(Suggestion guessed, Suggestion byName) {
        return new Suggestion(guessed.topic(), Math.max(guessed.score(), byName.score()), words(byName, guessed));
    }

    /// Names first: they say most to a person.
    private static List<String> words(Suggestion byName, Suggestion guessed) {
        Set<String> words = new LinkedHashSet<>();
        Stream.of(byName, guessed).forEach(one -> words.addAll(one.because()));
        return words.stream().limit(MOST_WORDS).toList();
    }

    private static List<Suggestion> best(Map<TopicId, Suggestion> suggestions) {
        List<Suggestion> best = new ArrayList<>(suggestions.values());
        best.sort(Comparator.comparingDouble((Suggestion one) -> -one.score())
                .thenComparing(one -> one.topic().slug()));
        return best.stream().limit(MOST).toList();
    }
}
