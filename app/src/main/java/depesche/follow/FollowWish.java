package depesche.follow;

import depesche.follow.Subject.Kind;
import depesche.search.saved.SearchText;
import depesche.text.EmailAddress;
import depesche.topic.Topic;
import depesche.topic.TopicTree;
import depesche.web.Fault;
import depesche.web.Form;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// What someone wrote into a follow form, unchecked.
///
/// @param topics slugs
/// @param searches texts
/// @param stories slugs
/// @param authors slugs
/// @param language of the page the form stood on
/// @param client the network address that asked
public record FollowWish(
        String email,
        List<String> topics,
        List<String> stories,
        List<String> authors,
        List<String> searches,
        String cadence,
        Locale language,
        String client) {

    private static final int MOST_TOPICS = 50;

    /// Few: anybody can ask for somebody else, and what is sought stands in the mail that asks back.
    private static final int MOST_SEARCHES = 5;

    private static final int SHOWN = 80;

    public FollowWish {
        topics = List.copyOf(topics);
        stories = List.copyOf(stories);
        authors = List.copyOf(authors);
        searches = List.copyOf(searches);
    }

    public static FollowWish of(Form form, Locale language, String client) {
        return new FollowWish(
                form.field("email").orElse(""),
                filled(form, "topic"),
                filled(form, "story"),
                filled(form, "author"),
                filled(form, "q"),
                form.field("cadence").filter(word -> !word.isBlank()).orElse(Cadence.INSTANT.word()),
                language,
                client);
    }

    private static List<String> filled(Form form, String name) {
        return form.all(name).stream().filter(value -> !value.isBlank()).toList();
    }

    Reading read(Handle tx, TopicTree tree) {
        var faults = new ArrayList<Fault>();
        var address = readEmail(faults);
        var wanted = readTopics(tree, faults);
        var named = new LinkedHashSet<Named>();
        named.addAll(readNamed(tx, Kind.STORY, stories, faults));
        named.addAll(readNamed(tx, Kind.AUTHOR, authors, faults));
        var sought = readSearches(tree, faults);
        var pace = readCadence(faults);
        return faults.isEmpty()
                ? new Clear(
                        address.orElseThrow(),
                        List.copyOf(wanted),
                        List.copyOf(named),
                        List.copyOf(sought),
                        pace.orElseThrow())
                : new Unclear(faults);
    }

    private Optional<EmailAddress> readEmail(List<Fault> faults) {
        return switch (EmailAddress.parse(email)) {
            case EmailAddress.Valid(EmailAddress address) -> Optional.of(address);
            case EmailAddress.Invalid(EmailAddress.Fault fault) -> {
                faults.add(new Fault("email", code(fault), "the address " + fault.words()));
                yield Optional.empty();
            }
        };
    }

    private static String code(EmailAddress.Fault fault) {
        return "address-" + fault.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private Set<Topic> readTopics(TopicTree tree, List<Fault> faults) {
        var wanted = new LinkedHashSet<Topic>();
        if (topics.isEmpty() && stories.isEmpty() && authors.isEmpty() && searches.isEmpty()) {
            faults.add(new Fault("topic", "missing", "choose at least one topic, story, author or search"));
        }
        if (topics.size() > MOST_TOPICS) {
            faults.add(new Fault("topic", "too-many", "at most " + MOST_TOPICS + " topics can be chosen at once"));
            return wanted;
        }
        for (String slug : topics) {
            tree.bySlug(slug)
                    .ifPresentOrElse(
                            wanted::add,
                            () -> faults.add(new Fault("topic", "unknown-topic", "there is no topic " + shown(slug))));
        }
        return wanted;
    }

    private static Set<Named> readNamed(Handle tx, Kind kind, List<String> slugs, List<Fault> faults) {
        var found = new LinkedHashSet<Named>();
        String field = kind.stored();
        if (slugs.size() > MOST_TOPICS) {
            faults.add(new Fault(field, "too-many", "at most " + MOST_TOPICS + " can be chosen at once: " + field));
            return found;
        }
        for (String slug : slugs) {
            NamedSubjects.bySlug(tx, kind, slug.replace("\0", ""))
                    .ifPresentOrElse(
                            found::add,
                            () -> faults.add(
                                    new Fault(field, "unknown-" + field, "there is no " + field + " " + shown(slug))));
        }
        return found;
    }

    private Set<SearchText> readSearches(TopicTree tree, List<Fault> faults) {
        var sought = new LinkedHashSet<SearchText>();
        if (searches.size() > MOST_SEARCHES) {
            faults.add(new Fault("q", "too-many", "at most " + MOST_SEARCHES + " searches can be followed at once"));
            return sought;
        }
        for (String search : searches) {
            switch (SearchReading.read(search, tree)) {
                case SearchReading.Right(SearchText text) -> sought.add(text);
                case SearchReading.Wrong(String code, String why) ->
                    faults.add(new Fault("q", code, "the search " + shown(search) + " " + why));
            }
        }
        return sought;
    }

    private Optional<Cadence> readCadence(List<Fault> faults) {
        var known = Cadence.parse(cadence);
        if (known.isEmpty()) {
            faults.add(new Fault("cadence", "unknown-cadence", "there is no cadence " + shown(cadence)));
        }
        return known;
    }

    private static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }

    /// How reading a wish ends.
    sealed interface Reading {}

    /// @param named stories and authors
    record Clear(EmailAddress email, List<Topic> topics, List<Named> named, List<SearchText> searches, Cadence cadence)
            implements Reading {

        /// All but the searches, which have no number yet.
        List<Subject> subjects() {
            return Stream.concat(
                            topics.stream().map(topic -> Subject.of(topic.id())),
                            named.stream().map(Named::subject))
                    .toList();
        }
    }

    record Unclear(List<Fault> faults) implements Reading {
        Unclear {
            faults = List.copyOf(faults);
        }
    }
}
