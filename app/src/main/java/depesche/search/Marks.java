package depesche.search;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What fields of a search name: each is one that an article must have, or one that it must not.
///
/// @param topics slugs
/// @param titles words of the headline, in any of their forms
/// @param titlePhrases words that stand in the headline one after the other
/// @param authors slugs or names, plainly spelt
/// @param languages of which an article has one
public record Marks(
        Set<String> topics,
        List<String> titles,
        List<String> titlePhrases,
        Set<String> authors,
        Set<Locale> languages) {

    public Marks {
        topics = Set.copyOf(topics);
        titles = List.copyOf(titles);
        titlePhrases = List.copyOf(titlePhrases);
        authors = Set.copyOf(authors);
        languages = Set.copyOf(languages);
    }

    boolean isEmpty() {
        return topics.isEmpty() && authors.isEmpty() && languages.isEmpty() && !hasTitles();
    }

    boolean hasTitles() {
        return !titles.isEmpty() || !titlePhrases.isEmpty();
    }

    Marks titled(Marks other) {
        return new Marks(topics, other.titles, other.titlePhrases, authors, languages);
    }

    Marks onTopic(String slug) {
        var more = new HashSet<>(topics);
        more.add(slug);
        return new Marks(more, titles, titlePhrases, authors, languages);
    }

    Marks in(Locale only) {
        return new Marks(topics, titles, titlePhrases, authors, Set.of(only));
    }
}
