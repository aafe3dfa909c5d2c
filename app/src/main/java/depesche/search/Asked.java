package depesche.search;

import java.time.Instant;
import java.time.ZoneId;
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
/// @param marks what an article must have: each of the topics, titles and authors, one of the languages
/// @param withoutMarks of which an article must have none
/// @param from published not before
/// @param until published before
public record Asked(
        String words,
        List<String> phrases,
        List<String> without,
        Marks marks,
        Marks withoutMarks,
        Optional<Instant> from,
        Optional<Instant> until) {

    public Asked {
        phrases = List.copyOf(phrases);
        without = List.copyOf(without);
    }

    /// Reads any text whatever; what is too long is cut.
    ///
    /// @param zone whose days `from:` and `to:` mean
    public static Asked of(String text, ZoneId zone) {
        return new AskedReader(zone).read(text).asked();
    }

    /// Slugs; an article falls under each of them.
    public Set<String> topics() {
        return marks.topics();
    }

    public Set<String> withoutTopics() {
        return withoutMarks.topics();
    }

    /// Of which an article has one.
    public Set<Locale> languages() {
        return marks.languages();
    }

    /// Whether there is anything to find by: a wish to leave something out alone finds nothing.
    public boolean isEmpty() {
        return !hasText() && marks.isEmpty() && from.isEmpty() && until.isEmpty();
    }

    boolean needsTopics() {
        return !topics().isEmpty() || !withoutTopics().isEmpty();
    }

    boolean hasText() {
        return !words.isEmpty() || !phrases.isEmpty() || marks.hasTitles();
    }

    /// The same search with the words and phrases of another, in titles too.
    Asked saying(Asked other) {
        return new Asked(other.words, other.phrases, without, marks.titled(other.marks), withoutMarks, from, until);
    }

    public Asked onTopic(String slug) {
        return new Asked(words, phrases, without, marks.onTopic(slug), withoutMarks, from, until);
    }

    public Asked in(Locale only) {
        return new Asked(words, phrases, without, marks.in(only), withoutMarks, from, until);
    }

    public Asked notBefore(Instant earliest) {
        return new Asked(words, phrases, without, marks, withoutMarks, Optional.of(earliest), until);
    }

    public Asked before(Instant end) {
        return new Asked(words, phrases, without, marks, withoutMarks, from, Optional.of(end));
    }
}
