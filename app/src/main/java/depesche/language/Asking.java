package depesche.language;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.tokenattributes.TypeAttribute;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.MultiPhraseQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SynonymQuery;

/// Words made into a query in which the closer form of a word weighs more.
final class Asking {

    /// What a form of a word that is asked for counts as. Forms add up: what is written as asked has the same stem too.
    record Weights(float written, float folded, float stem, float part, float askedPart) {

        static final Weights USUAL = new Weights(0.5f, 0.1f, 0.5f, 0.3f, 0.3f);

        /// Where a word has so many endings that it seldom comes back as it is written.
        static final Weights OF_MANY_ENDINGS = new Weights(0.2f, 0.1f, 0.8f, 0.3f, 0.3f);
    }

    /// What two words count that stand together, beside what each counts.
    private static final float TOGETHER = 0.15f;

    /// How many words may stand between them, or how far they may be transposed.
    private static final int APART = 6;

    private static final int MOST_PAIRS = 12;

    /// So many words make a query; what comes behind does not count.
    private static final int MOST_WORDS = 64;

    /// A word that is asked for: the terms it is found by, with their weights, and where it is a compound its parts.
    private record AskedWord(
            int position, Map<String, Float> terms, Set<String> spellings, Set<String> stems, Set<String> parts) {

        AskedWord(int position) {
            this(position, new LinkedHashMap<>(), new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>());
        }
    }

    private final Weights weights;

    Asking(Weights weights) {
        this.weights = weights;
    }

    Query any(Analyzer analyzer, String field, String text) {
        var any = new BooleanQuery.Builder();
        Set<Map<String, Float>> seen = new LinkedHashSet<>();
        for (AskedWord word : words(analyzer, text)) {
            if (seen.add(word.terms())) {
                any.add(synonyms(field, word.terms()), Occur.SHOULD);
                word.parts().forEach(part -> any.add(part(field, part), Occur.SHOULD));
            }
        }
        return seen.isEmpty() ? new MatchNoDocsQuery("no words") : any.build();
    }

    /// Pairs of words asked for one after the other, standing close to each other in whatever form.
    Query together(Analyzer analyzer, String field, String text) {
        List<String> stems = words(analyzer, text).stream()
                .flatMap(word -> word.stems().stream())
                .toList();
        var together = new BooleanQuery.Builder();
        for (int i = 1; i < Math.min(stems.size(), MOST_PAIRS + 1); i++) {
            if (!stems.get(i).equals(stems.get(i - 1))) {
                together.add(new PhraseQuery(APART, field, stems.get(i - 1), stems.get(i)), Occur.SHOULD);
            }
        }
        return new BoostQuery(together.build(), TOGETHER);
    }

    /// By spelling and not by stem: who sets quotation marks means these words.
    Query phrase(Analyzer analyzer, String field, String text) {
        List<AskedWord> words = words(analyzer, text);
        if (words.isEmpty()) {
            return new MatchNoDocsQuery("no words");
        }
        var phrase = new MultiPhraseQuery.Builder();
        for (AskedWord word : words) {
            Term[] terms =
                    word.spellings().stream().map(term -> new Term(field, term)).toArray(Term[]::new);
            phrase.add(terms, word.position());
        }
        return phrase.build();
    }

    Query whole(Analyzer analyzer, String field, String text) {
        var whole = new BooleanQuery.Builder();
        List<AskedWord> words = words(analyzer, text);
        for (AskedWord word : words) {
            var either = new BooleanQuery.Builder().add(synonyms(field, word.terms()), Occur.SHOULD);
            var parts = new BooleanQuery.Builder();
            word.parts().forEach(part -> parts.add(part(field, part), Occur.MUST));
            whole.add(either.add(parts.build(), Occur.SHOULD).build(), Occur.MUST);
        }
        return words.isEmpty() ? new MatchNoDocsQuery("no words") : whole.build();
    }

    private Query part(String field, String part) {
        return new BoostQuery(
                synonyms(field, Map.of(part, weights.stem(), Form.PART.term(part), weights.part())),
                weights.askedPart());
    }

    private static Query synonyms(String field, Map<String, Float> terms) {
        var synonyms = new SynonymQuery.Builder(field);
        terms.forEach((term, weight) -> synonyms.addTerm(new Term(field, term), weight));
        return synonyms.build();
    }

    private List<AskedWord> words(Analyzer analyzer, String text) {
        try (var stream = analyzer.tokenStream("", text)) {
            var term = stream.addAttribute(CharTermAttribute.class);
            var type = stream.addAttribute(TypeAttribute.class);
            var increment = stream.addAttribute(PositionIncrementAttribute.class);
            List<AskedWord> words = new ArrayList<>();
            int position = -1;
            stream.reset();
            while (stream.incrementToken() && words.size() <= MOST_WORDS) {
                position += increment.getPositionIncrement();
                if (increment.getPositionIncrement() > 0) {
                    words.add(new AskedWord(position));
                }
                add(words.getLast(), Form.valueOf(type.type()), term.toString());
            }
            return words.subList(0, Math.min(words.size(), MOST_WORDS));
        } catch (IOException e) {
            throw new UncheckedIOException("reading a string", e);
        }
    }

    private void add(AskedWord word, Form form, String term) {
        switch (form) {
            case WRITTEN -> word.terms().put(term, weights.written());
            case FOLDED -> word.terms().put(term, weights.folded());
            case STEM -> {
                word.stems().add(term);
                word.terms().put(term, weights.stem());
                word.terms().put(Form.PART.term(term), weights.part());
            }
            case PART, ASKED_PART -> word.parts().add(term);
        }
        if (form.isSpelling()) {
            word.spellings().add(term);
        }
    }
}
