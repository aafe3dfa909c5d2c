package depesche.search;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// What the index takes of a published article. Mirrors a row; what an article has not is empty.
///
/// @param body HTML
/// @param topics numbers of those it was given, without the ones above them
/// @param story its number
record ArticleText(
        long id,
        Locale language,
        Instant publishedAt,
        String headline,
        String kicker,
        String standfirst,
        String teaser,
        String body,
        List<String> bylines,
        String dateline,
        List<Long> topics,
        Optional<Long> story,
        List<String> storyLabels) {

    ArticleText {
        bylines = List.copyOf(bylines);
        topics = List.copyOf(topics);
        storyLabels = List.copyOf(storyLabels);
    }

    /// All that is found by its words: no phrase reaches from one of these into the next.
    Stream<String> texts() {
        return Stream.of(
                        Stream.of(headline, kicker, standfirst),
                        Paragraphs.of(body).stream(),
                        Stream.of(teaser, dateline),
                        bylines.stream())
                .flatMap(Function.identity())
                .filter(text -> !text.isEmpty());
    }
}
