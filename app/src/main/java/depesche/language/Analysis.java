package depesche.language;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.TypeAttribute;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;

/// How one language is searched: its words as they are indexed, as they are asked for, and as terms that two texts
/// share. What is written as asked weighs more than what is so without accents, that more than another form of the
/// word, and that more than a part of a compound. Safe for any number of threads.
public final class Analysis {

    private static final Map<String, Analysis> BY_LANGUAGE = RulesByLanguage.all().entrySet().stream()
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> new Analysis(entry.getValue())));
    private static final Analysis ANY = new Analysis(Rules.ANY);

    private final Folding folding;
    private final Analyzer indexing;
    private final Analyzer asking;
    private final Analyzer askingTheMeant;
    private final Analyzer spelling;
    private final Asking queries;

    private Analysis(Rules rules) {
        folding = rules.folding();
        indexing = new Chain(rules, Chain.Purpose.INDEXING);
        asking = new Chain(rules, Chain.Purpose.ASKING);
        askingTheMeant = new Chain(rules, Chain.Purpose.ASKING_THE_MEANT);
        spelling = new Chain(rules, Chain.Purpose.SPELLING);
        queries = new Asking(rules.weights());
    }

    /// The analysis of a language by its tag (`de`, `de-AT`); of one we have no rules for, words in small letters, with
    /// and without accents.
    public static Analysis of(String languageTag) {
        return BY_LANGUAGE.getOrDefault(languageTag.split("[-_]", 2)[0], ANY);
    }

    /// For fields with positions, one a language. All forms of a word stand at its place: the length of a text is the
    /// number of its words.
    public Analyzer indexing() {
        return indexing;
    }

    /// Texts that have one of these words, those with more and closer ones first. Words that nobody means do not count,
    /// unless there are no others.
    public Query any(String field, String words) {
        Query meant = queries.any(askingTheMeant, field, words);
        return meant instanceof MatchNoDocsQuery ? queries.any(asking, field, words) : meant;
    }

    /// Of what [#any] finds, texts in which words asked for one after the other stand close to each other: to be
    /// added to what the words by themselves count.
    public Query together(String field, String words) {
        return queries.together(askingTheMeant, field, words);
    }

    /// Texts that have these words one after the other, spelt so or with other accents.
    public Query phrase(String field, String words) {
        return queries.phrase(asking, field, words);
    }

    /// Texts that have each of these words, in any form; a compound also in all of its parts.
    public Query whole(String field, String words) {
        return queries.whole(asking, field, words);
    }

    /// The words of a text in their order.
    public List<Word> words(String text) {
        return words(indexing, text);
    }

    /// The terms of those words of a search that somebody means: not of articles and the like.
    public List<String> meant(String words) {
        return words(askingTheMeant, words).stream().map(Word::term).toList();
    }

    /// The words of a text in their order, as they are spelt.
    public List<Written> written(String text) {
        try (var stream = spelling.tokenStream("", text)) {
            var term = stream.addAttribute(CharTermAttribute.class);
            var place = stream.addAttribute(OffsetAttribute.class);
            List<Written> words = new ArrayList<>();
            stream.reset();
            while (stream.incrementToken()) {
                words.add(new Written(term.toString(), place.startOffset(), place.endOffset()));
            }
            stream.end();
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException("reading a string", e);
        }
    }

    private List<Word> words(Analyzer analyzer, String text) {
        try (var stream = analyzer.tokenStream("", text)) {
            var term = stream.addAttribute(CharTermAttribute.class);
            var type = stream.addAttribute(TypeAttribute.class);
            List<Word> words = new ArrayList<>();
            stream.reset();
            while (stream.incrementToken()) {
                switch (Form.valueOf(type.type())) {
                    case STEM -> words.add(new Word(folding.plainest(term.toString()), List.of()));
                    case PART -> words.add(words.removeLast().withPart(Form.PART.bare(term.toString())));
                    case WRITTEN, FOLDED, ASKED_PART -> {}
                }
            }
            stream.end();
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException("reading a string", e);
        }
    }
}
