package depesche.suggestion;

import depesche.topic.Topic;
import depesche.topic.TopicId;
import depesche.topic.TopicTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// The labels and aliases of all topics as they are searched for in texts of one language. Does not change.
final class AliasIndex {

    /// Up to here capitals tell a name from a word: `US` and `us`.
    private static final int LONGEST_ABBREVIATION = 4;

    private final Terms terms;
    private final Map<String, List<Name>> byFirst = new HashMap<>();

    /// @param abbreviation as it must stand; empty where capitals mean nothing
    private record Name(TopicId topic, List<String> terms, String abbreviation) {}

    AliasIndex(TopicTree topics, Locale language, Terms terms) {
        this.terms = terms;
        for (Topic topic : topics.all()) {
            names(topic, language).forEach(name -> add(topic.id(), name));
        }
    }

    /// Where the topics are named in the text.
    Map<TopicId, Found> in(ArticleText text) {
        Map<TopicId, Found> found = new LinkedHashMap<>();
        search(Token.of(text.headline()), true, found);
        search(Token.of(text.body()), false, found);
        return found;
    }

    /// How a topic is named in a text.
    ///
    /// @param words as they stand there, each once
    record Found(List<String> words, boolean isInHeadline) {

        Found with(String more) {
            return words.contains(more)
                    ? this
                    : new Found(Stream.concat(words.stream(), Stream.of(more)).toList(), isInHeadline);
        }
    }

    /// Labels of the language, or all where there is none of it: names of people are the same in every language.
    private static Stream<String> names(Topic topic, Locale language) {
        String label = topic.labels().get(language.getLanguage());
        Stream<String> labels = label == null ? topic.labels().values().stream() : Stream.of(label);
        return Stream.concat(labels, topic.aliases().stream());
    }

    private void add(TopicId topic, String name) {
        List<Token> tokens = Token.of(name);
        List<String> of = terms.ofName(tokens);
        boolean isWhole = of.size() == tokens.size() || of.size() > 1;
        if (!of.isEmpty() && isWhole) {
            byFirst.computeIfAbsent(of.getFirst(), _ -> new ArrayList<>())
                    .add(new Name(topic, of, abbreviation(tokens)));
        } else if (tokens.size() == 1 && !abbreviation(tokens).isEmpty()) {
            String only = tokens.getFirst().form();
            byFirst.computeIfAbsent(only, _ -> new ArrayList<>()).add(new Name(topic, List.of(only), only));
        }
    }

    private static String abbreviation(List<Token> name) {
        String form = name.getFirst().form();
        boolean isCapital = name.size() == 1
                && form.length() <= LONGEST_ABBREVIATION
                && form.equals(form.toUpperCase(Locale.ROOT))
                && !form.equals(form.toLowerCase(Locale.ROOT));
        return isCapital ? form : "";
    }

    private void search(List<Token> text, boolean isHeadline, Map<TopicId, Found> found) {
        for (int at = 0; at < text.size(); at++) {
            Token here = text.get(at);
            lookUp(here.form(), text, at, isHeadline, found);
            for (var word : terms.of(here)) {
                lookUp(word.term(), text, at, isHeadline, found);
                for (String part : word.parts()) {
                    lookUp(part, text, at, isHeadline, found);
                }
            }
        }
    }

    private void lookUp(String term, List<Token> text, int at, boolean isHeadline, Map<TopicId, Found> found) {
        for (Name name : byFirst.getOrDefault(term, List.of())) {
            int length = length(name, text, at);
            if (length > 0) {
                String words = words(text.subList(at, at + length));
                found.merge(name.topic(), new Found(List.of(words), isHeadline), (before, _) -> before.with(words));
            }
        }
    }

    /// Of how many words the name is at this place; 0 if it is not.
    private int length(Name name, List<Token> text, int at) {
        if (!name.abbreviation().isEmpty()) {
            return text.get(at).form().equals(name.abbreviation()) ? 1 : 0;
        }
        int next = at + 1;
        for (String term : name.terms().subList(1, name.terms().size())) {
            while (next < text.size() && terms.of(text.get(next)).isEmpty()) {
                next++;
            }
            if (next == text.size()
                    || !terms.of(text.get(next)).getFirst().term().equals(term)) {
                return 0;
            }
            next++;
        }
        return next - at;
    }

    private static String words(List<Token> tokens) {
        return String.join(" ", tokens.stream().map(Token::form).toList());
    }
}
