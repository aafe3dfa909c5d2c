package depesche.search;

import depesche.author.Author;
import depesche.db.Database;
import depesche.language.Analysis;
import depesche.language.Plain;
import depesche.search.Completion.Kind;
import depesche.search.PublicNames.Headline;
import depesche.story.Story;
import depesche.topic.Topic;
import depesche.topic.TopicTree;
import depesche.topic.Topics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// How what somebody is typing may go on: words of headlines, topics, authors, stories, whole headlines. The index says
/// what begins so; what is offered is read from the database, so that nothing of an article that was killed is.
final class Completing {

    private static final int MOST_OF_A_KIND = 3;
    private static final int MOST_CANDIDATES = 12;
    private static final int LONGEST_HEADLINE = 200;

    private final Database db;
    private final SearchIndex index;
    private final Locale language;

    /// @param language in which topics and stories are called
    Completing(Database db, SearchIndex index, Locale language) {
        this.db = db;
        this.index = index;
        this.language = language;
    }

    List<Completion> of(String typed) {
        return Unfinished.of(typed).map(this::of).orElse(List.of());
    }

    private List<Completion> of(Unfinished typed) {
        Optional<Begun> begun = index.search(searcher -> Begun.of(typed, searcher));
        return begun.isEmpty() ? List.of() : db.inSnapshot(tx -> of(tx, typed, begun.get()));
    }

    private List<Completion> of(Handle tx, Unfinished typed, Begun begun) {
        List<Headline> headlines = begun.articles().isEmpty() ? List.of() : PublicNames.headlines(tx, begun.articles());
        Stream<Completion> topics = typed.isIn(AskedField.TOPIC) ? topics(tx, typed) : Stream.empty();
        Stream<Completion> authors =
                PublicNames.authors(tx, begun.authors()).stream().flatMap(author -> author(typed, author).stream());
        Stream<Completion> stories =
                PublicNames.stories(tx, begun.stories()).stream().flatMap(story -> story(typed, story).stream());
        return Stream.of(words(typed, headlines), topics, authors, stories, wholes(typed, headlines))
                .flatMap(kind -> kind.distinct().limit(MOST_OF_A_KIND))
                .toList();
    }

    private Stream<Completion> topics(Handle tx, Unfinished typed) {
        TopicTree tree = Topics.tree(tx);
        Map<Topic, String> begun = new LinkedHashMap<>();
        for (Topic topic : tree.all()) {
            if (begun.size() < MOST_CANDIDATES) {
                search(typed, topic).ifPresent(search -> begun.put(topic, search));
            }
        }
        return PublicNames.topics(tx, begun.keySet(), tree).stream()
                .map(topic -> new Completion(
                        Kind.TOPIC,
                        topic.label(language),
                        Optional.ofNullable(begun.get(topic)),
                        Optional.of("/topics/" + topic.slug())));
    }

    /// By any of its names, in whatever language.
    private static Optional<String> search(Unfinished typed, Topic topic) {
        return Stream.of(topic.labels().values().stream(), topic.aliases().stream(), Stream.of(topic.slug()))
                .flatMap(names -> names)
                .flatMap(name -> typed.named(Plain.words(name), "topic:" + topic.slug()).stream())
                .min(Comparator.comparingInt(String::length));
    }

    private static Optional<Completion> author(Unfinished typed, Author author) {
        boolean isQuotable = author.name().chars().noneMatch(AskedReader::isQuote);
        String value = isQuotable ? "\"" + author.name() + "\"" : author.slug();
        return typed.named(Plain.words(author.name()), "author:" + value)
                .map(search ->
                        new Completion(Kind.AUTHOR, author.name(), Optional.of(search), Optional.of(author.path())));
    }

    private Optional<Completion> story(Unfinished typed, Story story) {
        return story.labels().values().stream()
                .flatMap(label -> typed.named(Plain.words(label), "").stream())
                .findFirst()
                .map(_ -> new Completion(
                        Kind.STORY, story.label(language), Optional.empty(), Optional.of("/stories/" + story.slug())));
    }

    /// The last word as headlines have it, the most frequent first; not what it is already, nor what nobody means.
    private static Stream<Completion> words(Unfinished typed, List<Headline> headlines) {
        Map<String, List<String>> spellings = new LinkedHashMap<>();
        for (Headline headline : headlines) {
            var analysis = Analysis.of(headline.language().toLanguageTag());
            for (Plain word : Plain.words(headline.text())) {
                boolean isMore = !word.plainest().equals(typed.last().plainest());
                if (isMore
                        && word.beginsWith(typed.last())
                        && !analysis.meant(word.written()).isEmpty()) {
                    spellings
                            .computeIfAbsent(word.plainest(), _ -> new ArrayList<>())
                            .add(word.written());
                }
            }
        }
        String before = typed.line()
                .substring(0, typed.line().length() - typed.last().written().length());
        return spellings.values().stream()
                .sorted(Comparator.comparing(List<String>::size, Comparator.reverseOrder()))
                .map(List::getFirst)
                .map(word -> new Completion(Kind.WORD, word, Optional.of(before + word), Optional.empty()));
    }

    /// Headlines that have all that was typed.
    private static Stream<Completion> wholes(Unfinished typed, List<Headline> headlines) {
        return headlines.stream()
                .map(Headline::text)
                .filter(_ -> typed.isPlain())
                .filter(text -> text.length() <= LONGEST_HEADLINE)
                .filter(text -> Unfinished.begins(Plain.words(text), typed.all()))
                .map(text -> new Completion(
                        Kind.HEADLINE, text, Optional.of("\"" + AskedReader.unquoted(text) + "\""), Optional.empty()));
    }
}
