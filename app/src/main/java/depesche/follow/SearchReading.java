package depesche.follow;

import depesche.search.saved.NormalDemand;
import depesche.search.saved.SearchText;
import depesche.topic.TopicTree;
import java.util.Optional;

/// Reads a search that is to be followed: what is wrong with it, in a code for pages and in words.
public final class SearchReading {

    /// How reading one ends.
    sealed interface Result {}

    record Right(SearchText text) implements Result {}

    record Wrong(String code, String why) implements Result {}

    private SearchReading() {}

    /// The search as it would be followed; empty if it cannot be.
    public static Optional<String> followable(String typed, TopicTree tree) {
        return read(typed, tree) instanceof Right(SearchText text) ? Optional.of(text.value()) : Optional.empty();
    }

    static Result read(String typed, TopicTree tree) {
        return switch (SearchText.read(typed)) {
            case SearchText.Refused(var fault) -> wrong(fault);
            case SearchText.Read(SearchText text) ->
                text.topics().stream()
                        .filter(slug -> tree.bySlug(slug).isEmpty())
                        .findFirst()
                        .<Result>map(slug -> new Wrong("unknown-topic", "names a topic that there is not: " + slug))
                        .orElseGet(() -> new Right(text));
        };
    }

    private static Result wrong(NormalDemand.Fault fault) {
        return switch (fault) {
            case EMPTY -> new Wrong("search-empty", "has no word");
            case ONLY_EXCLUSIONS ->
                new Wrong(
                        "search-only-exclusions",
                        "has a way to be met by what does not occur alone; name a word that must");
            case NEVER -> new Wrong("search-never", "demands what it excludes, so nothing could be found");
            case DAYS ->
                new Wrong(
                        "search-days",
                        "names days, and what is to come has none; leave out from: and to:, a follow begins now");
            case NO_LANGUAGE ->
                new Wrong("search-language", "names a language that there is not; write one like language:de");
            case TOO_LONG, TOO_DEEP ->
                new Wrong("search-too-long", "is longer than 200 characters or has too many words");
        };
    }
}
