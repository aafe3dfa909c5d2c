package depesche.suggestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import depesche.suggestion.TopicModel.Guess;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// How good it is on real news. `-Ddepesche.suggestions=whole` (`make test-suggestions`) runs ten folds of five orders
/// of German news instead of one, and three splits of English news.
class LearningTest {

    private static final boolean IS_WHOLE = "whole".equals(System.getProperty("depesche.suggestions"));

    @Test
    void theFirstSuggestionForGermanNewsIsRightFourTimesOfFive() {
        Corpus corpus = Corpus.german();
        List<Double> accuracies = new ArrayList<>();

        for (int seed = 1; seed <= (IS_WHOLE ? 5 : 1); seed++) {
            accuracies.add(accuracy(corpus.stratified(seed).examples()));
        }

        System.out.printf(Locale.ROOT, "10kGNAD, ten folds, accuracy of each order: %s%n", accuracies);
        assertThat(mean(accuracies)).isGreaterThanOrEqualTo(0.80);
    }

    @Test
    void theSuggestionsForEnglishNewsAreThoseOfTheAgency() {
        assumeTrue(IS_WHOLE, "learns for minutes: make test-suggestions");
        Corpus corpus = Corpus.english();
        List<Double> scores = new ArrayList<>();

        for (int seed = 0; seed < 3; seed++) {
            scores.add(microF1(
                    seed == 0 ? corpus.examples() : corpus.shuffled(seed).examples()));
        }

        System.out.printf(Locale.ROOT, "Reuters-21578, last fifth by date, then of shuffles: micro-F1 %s%n", scores);
        assertThat(mean(scores)).isGreaterThanOrEqualTo(0.87);
    }

    @Test
    void whatWasLearnedIsTheSameWhenReadAgain() {
        List<Example> examples = Corpus.german().examples();
        TopicModel model = Learning.of(examples).orElseThrow();
        Knowledge knowledge = new Knowledge(Optional.of(model), AliasRecord.EMPTY);

        TopicModel read = KnowledgeBytes.read(KnowledgeBytes.written(knowledge))
                .flatMap(Knowledge::model)
                .orElseThrow();

        for (Example example : examples.subList(0, 50)) {
            assertThat(read.guesses(example.text())).isEqualTo(model.guesses(example.text()));
        }
    }

    @Test
    void eachWordThatSpokeForATopicStandsInTheText() {
        List<Example> examples = Corpus.german().examples();
        TopicModel model = Learning.of(examples).orElseThrow();

        for (Example example : examples.subList(0, 100)) {
            String text = example.text().headline() + " " + example.text().body();
            assertThat(model.guesses(example.text()))
                    .isNotEmpty()
                    .allSatisfy(guess -> assertThat(guess.because())
                            .isNotEmpty()
                            .allSatisfy(word -> assertThat(text).contains(word)));
        }
    }

    @Test
    void thereIsNothingToLearnWhereThereIsNothingToTellApart() {
        Example one = new Example(new ArticleText("Sturm", "Der Sturm kam.", Locale.GERMAN), Set.of(1L));

        assertThat(Learning.of(List.of())).isEmpty();
        assertThat(Learning.of(List.of(one))).isEmpty();
        assertThat(Learning.of(java.util.Collections.nCopies(50, one)))
                .as("all have the only topic")
                .isEmpty();
    }

    @Test
    void textsWithoutWordsDoNoHarm() {
        List<Example> examples = new ArrayList<>();
        for (int number = 0; number < 10; number++) {
            examples.add(new Example(new ArticleText("", "", Locale.GERMAN), Set.of(1L)));
            examples.add(new Example(new ArticleText("Hafen", "Kran und Schiff", Locale.GERMAN), Set.of(2L)));
            examples.add(new Example(new ArticleText("\uD800 \u0000", "٣ ١ ½ \uDC00", Locale.ROOT), Set.of(1L)));
        }

        TopicModel model = Learning.of(examples).orElseThrow();

        assertThat(model.guesses(new ArticleText("", "", Locale.GERMAN))).isEmpty();
        assertThat(model.guesses(new ArticleText("", "xyzzy", Locale.GERMAN))).isEmpty();
        assertThat(model.guesses(new ArticleText("Kran", "", Locale.GERMAN)))
                .extracting(Guess::topic)
                .containsExactly(2L);
        String huge = "Kran Schiff ".repeat(1_000_000);
        assertThat(model.guesses(new ArticleText(huge, huge, Locale.GERMAN))).hasSize(1);
    }

    private static double accuracy(List<Example> examples) {
        int right = 0;
        for (int fold = 0; fold < 10; fold++) {
            List<Example> training = new ArrayList<>();
            List<Example> unseen = new ArrayList<>();
            for (int at = 0; at < examples.size(); at++) {
                (at % 10 == fold ? unseen : training).add(examples.get(at));
            }
            TopicModel model = Learning.of(training).orElseThrow();
            for (Example example : unseen) {
                List<Guess> guesses = model.guesses(example.text());
                boolean isRight = !guesses.isEmpty()
                        && example.topics().contains(guesses.getFirst().topic());
                right += isRight ? 1 : 0;
            }
        }
        return right / (double) examples.size();
    }

    /// Of the last fifth, learned of the rest.
    private static double microF1(List<Example> examples) {
        int cut = examples.size() * 4 / 5;
        TopicModel model = Learning.of(examples.subList(0, cut)).orElseThrow();
        int right = 0;
        int suggested = 0;
        int wanted = 0;
        long start = System.nanoTime();
        for (Example example : examples.subList(cut, examples.size())) {
            List<Guess> guesses = model.guesses(example.text());
            right += (int) guesses.stream()
                    .filter(guess -> example.topics().contains(guess.topic()))
                    .count();
            suggested += guesses.size();
            wanted += example.topics().size();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(Locale.ROOT, "%.0f articles a second on one core%n", (examples.size() - cut) / seconds);
        return 2.0 * right / (suggested + wanted);
    }

    private static double mean(List<Double> numbers) {
        return numbers.stream().mapToDouble(number -> number).average().orElse(0);
    }
}
