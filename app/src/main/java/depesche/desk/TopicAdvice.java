package depesche.desk;

import depesche.article.Article;
import depesche.db.Database;
import depesche.desk.ArticleFormPage.Proposal;
import depesche.story.Stories;
import depesche.story.Story;
import depesche.suggestion.ArticleText;
import depesche.suggestion.Suggesting;
import depesche.suggestion.Suggestion;
import depesche.suggestion.coverage.LikelyStories;
import depesche.text.Languages;
import depesche.topic.TopicTree;
import depesche.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The topics and stories there are, and those proposed for what was typed so far.
final class TopicAdvice {

    private static final int MOST = 8;

    private static final int MOST_STORIES = 200;

    private final Database db;
    private final Topics topics;
    private final Suggesting suggesting;
    private final LikelyStories likely;

    TopicAdvice(Database db, Topics topics, Suggesting suggesting, LikelyStories likely) {
        this.db = db;
        this.topics = topics;
        this.suggesting = suggesting;
        this.likely = likely;
    }

    TopicTree tree() {
        return topics.tree();
    }

    /// The slug of the story that the article belongs to; empty if it belongs to none.
    String story(Article article) {
        return article.revision()
                .story()
                .flatMap(id ->
                        db.read(tx -> Stories.byIds(tx, List.of(id))).stream().findFirst())
                .map(Story::slug)
                .orElse("");
    }

    /// The newest stories as the options of a select, none first; what was typed stays chosen, so that it is not lost
    /// unseen.
    List<Choice> stories(String chosen, Words words) {
        List<Choice> choices = new ArrayList<>();
        choices.add(new Choice("", words.of("story.none"), chosen.isEmpty()));
        db.read(tx -> Stories.before(tx, Stories.NEWEST, MOST_STORIES))
                .forEach(story -> choices.add(new Choice(
                        story.slug(), story.label(words.locale()), story.slug().equals(chosen))));
        if (choices.stream().noneMatch(Choice::chosen)) {
            choices.add(new Choice(chosen, chosen, true));
        }
        return choices;
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

    /// Stories to which it may belong; none where it has one already.
    List<Proposal> likely(Typed typed, Words words) {
        return typed.text("story").isPresent() || typed.text("headline").isEmpty()
                ? List.of()
                : likely.of(text(typed)).stream()
                        .map(one -> new Proposal(
                                one.story().slug(),
                                one.story().label(words.locale()),
                                String.join(", ", one.because())))
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
