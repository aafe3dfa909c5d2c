package depesche.alert;

import depesche.follow.Named;
import depesche.follow.Subject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Whose followers an alert tells: a topic, one of the article's own or one above them, a story, an author. Or a saved
/// search.
///
/// @param slug of what is followed; the text of a search
/// @param depth how far below the root: the deeper, the more specific
/// @param isOwn whether it is a topic of the article itself
/// @param below the article's own topics under it, if it is not one of them
/// @param stored what the alert named: it, or a topic that was merged into it. What is merged can be taken apart again,
///     so whoever asks for followers asks by these
public record Reason(
        Subject subject, String slug, Label label, int depth, boolean isOwn, List<Label> below, Set<Subject> stored) {

    public Reason {
        stored = Set.copyOf(stored);
        below = List.copyOf(below);
    }

    /// A story or an author.
    static Reason named(Named named) {
        return new Reason(
                named.subject(),
                named.slug(),
                new Label(named.labels(), named.otherwise()),
                0,
                false,
                List.of(),
                Set.of(named.subject()));
    }

    /// A saved search that the article met.
    static Reason search(int number, String text) {
        return new Reason(
                Subject.search(number),
                text,
                new Label(Map.of("de", "„" + text + "“"), "“" + text + "”"),
                0,
                false,
                List.of(),
                Set.of(Subject.search(number)));
    }

    /// Whether it stands for one of these.
    public boolean isAmong(Set<Subject> subjects) {
        return stored.stream().anyMatch(subjects::contains);
    }

    /// The name of the list that its mails are of; no two reasons have the same.
    public String list() {
        return switch (subject.kind()) {
            case TOPIC -> slug + ".topics";
            case STORY -> slug + ".stories";
            case AUTHOR -> slug + ".authors";
            case SEARCH -> subject.id() + ".searches";
        };
    }

    /// What kind of thing is followed: `topic`, `story`, `author` or `search`.
    public String kind() {
        return subject.kind().stored();
    }

    /// Whether it is a topic.
    public boolean isTopic() {
        return subject.kind() == Subject.Kind.TOPIC;
    }

    /// Whether it is a saved search.
    public boolean isSearch() {
        return subject.kind() == Subject.Kind.SEARCH;
    }

    /// A name by language: in the one asked for, else in English, else the first there is.
    public record Label(Map<String, String> byLanguage, String otherwise) {

        public Label {
            byLanguage = Map.copyOf(byLanguage);
        }

        public String in(Locale language) {
            return byLanguage.getOrDefault(language.getLanguage(), otherwise);
        }
    }
}
