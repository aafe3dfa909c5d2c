package depesche.search;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What somebody asks for. Words are joined by *or*; what stands in quotation marks must be there; what has a minus
/// before it must not.
///
/// @param words of which the more the better
/// @param phrases words that stand one after the other
/// @param without words or phrases that an article must not have
/// @param topics slugs; an article falls under each of them
/// @param from published not before
/// @param until published before
public record Asked(
        String words,
        List<String> phrases,
        List<String> without,
        Set<String> topics,
        Set<String> withoutTopics,
        Optional<Locale> language,
        Optional<Instant> from,
        Optional<Instant> until) {

    public Asked {
        phrases = List.copyOf(phrases);
        without = List.copyOf(without);
        topics = Set.copyOf(topics);
        withoutTopics = Set.copyOf(withoutTopics);
    }

    /// Reads any text whatever; what is too long is cut.
    ///
    /// @param zone whose days `from:` and `to:` mean
    public static Asked of(String text, ZoneId zone) {
        return new AskedReader(zone).read(text).asked();
    }

    /// Whether there is anything to find by: a wish to leave something out alone finds nothing.
    public boolean isEmpty() {
        return !hasText() && topics.isEmpty() && language.isEmpty() && from.isEmpty() && until.isEmpty();
    }

    boolean needsTopics() {
        return !topics.isEmpty() || !withoutTopics.isEmpty();
    }

    boolean hasText() {
        return !words.isEmpty() || !phrases.isEmpty();
    }

    /// The same search with the words and phrases of another.
    Asked saying(Asked other) {
        return new Asked(other.words, other.phrases, without, topics, withoutTopics, language, from, until);
    }

    public Asked onTopic(String slug) {
        var more = new HashSet<>(topics);
        more.add(slug);
        return new Asked(words, phrases, without, more, withoutTopics, language, from, until);
    }

    public Asked in(Locale only) {
        return new Asked(words, phrases, without, topics, withoutTopics, Optional.of(only), from, until);
    }

    public Asked notBefore(Instant earliest) {
        return new Asked(words, phrases, without, topics, withoutTopics, language, Optional.of(earliest), until);
    }

    public Asked before(Instant end) {
        return new Asked(words, phrases, without, topics, withoutTopics, language, from, Optional.of(end));
    }
}
