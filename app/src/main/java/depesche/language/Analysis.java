package depesche.language;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.ru.RussianAnalyzer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tr.TurkishAnalyzer;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.QueryBuilder;

/// How one language is searched: its words as they are indexed, as they are asked for, and as terms that two texts
/// share. Safe for any number of threads.
public final class Analysis {

    private static final Map<String, Analysis> BY_LANGUAGE = Map.of(
            "de", new Analysis(new GermanAnalyzer()),
            "en", new Analysis(new EnglishAnalyzer()),
            "ru", new Analysis(new RussianAnalyzer()),
            "tr", new Analysis(new TurkishAnalyzer()));
    private static final Analysis ANY = new Analysis(new StandardAnalyzer());

    private final Analyzer analyzer;

    private Analysis(Analyzer analyzer) {
        this.analyzer = analyzer;
    }

    /// The analysis of a language by its tag (`de`, `de-AT`); of one we have no rules for, words in lower case without
    /// accents.
    public static Analysis of(String languageTag) {
        return BY_LANGUAGE.getOrDefault(languageTag.split("[-_]", 2)[0], ANY);
    }

    /// For the fields of an index.
    public Analyzer indexing() {
        return analyzer;
    }

    /// For queries. `any` and `phrase` make them, weighed.
    public Analyzer asking() {
        return analyzer;
    }

    /// Texts that have one of these words, those with more and closer ones first.
    public Query any(String field, String words) {
        var query = new QueryBuilder(asking()).createBooleanQuery(field, words);
        return query == null ? new MatchNoDocsQuery("no words") : query;
    }

    /// Texts that have these words one after the other.
    public Query phrase(String field, String words) {
        var query = new QueryBuilder(asking()).createPhraseQuery(field, words);
        return query == null ? new MatchNoDocsQuery("no words") : query;
    }

    /// The words of a text in their order.
    public List<Word> words(String text) {
        try (var stream = indexing().tokenStream("", text)) {
            var term = stream.addAttribute(CharTermAttribute.class);
            List<Word> words = new ArrayList<>();
            stream.reset();
            while (stream.incrementToken()) {
                words.add(new Word(term.toString(), List.of()));
            }
            stream.end();
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException("reading a string", e);
        }
    }
}
