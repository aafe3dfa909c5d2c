package depesche.desk;

import depesche.desk.ArticleFormPage.Proposal;
import depesche.suggestion.ArticleText;
import depesche.suggestion.Suggesting;
import depesche.suggestion.Suggestion;
import depesche.text.Languages;
import depesche.topic.TopicTree;
import depesche.topic.Topics;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The topics there are, and those proposed for what was typed so far.
final class TopicAdvice {

    private static final int MOST = 8;

    private final Topics topics;
    private final Suggesting suggesting;

    TopicAdvice(Topics topics, Suggesting suggesting) {
        this.topics = topics;
        this.suggesting = suggesting;
    }

    TopicTree tree() {
        return topics.tree();
    }

    /// Without those chosen already.
    List<Proposal> proposals(Typed typed, Words words) {
        return suggesting.of(text(typed)).stream()
                .filter(suggestion ->
                        !typed.topics().contains(suggestion.topic().slug()))
                .limit(MOST)
                .map(suggestion -> proposal(suggestion, words))
                .toList();
    }

    private static ArticleText text(Typed typed) {
        Locale language = Languages.parse(typed.value("language")).orElse(Locale.ROOT);
        return ArticleText.ofHtml(
                joined(typed.value("kicker"), typed.value("headline")),
                joined(typed.value("standfirst"), typed.value("body")),
                language);
    }

    private static String joined(String first, String second) {
        return Stream.of(first, second).filter(text -> !text.isBlank()).collect(Collectors.joining("\n"));
    }

    private static Proposal proposal(Suggestion suggestion, Words words) {
        return new Proposal(
                suggestion.topic().slug(),
                suggestion.topic().label(words.locale()),
                String.join(", ", suggestion.because()));
    }
}
