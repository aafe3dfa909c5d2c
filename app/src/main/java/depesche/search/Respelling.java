package depesche.search;

import depesche.db.Database;
import depesche.language.Analysis;
import depesche.language.Written;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopScoreDocCollectorManager;

/// Did you mean? A word that no article has, or hardly any, is taken for one that is spelt much like it. The index
/// knows which there are; how it is written is read from articles that are published, so that a word of one that was
/// killed a moment ago is not offered. However long the search, at most a few words are looked for.
final class Respelling {

    /// Who makes the same mistake as an article finds that one.
    private static final int RARE = 2;

    /// A word that an article has is only taken for one that is so many times as frequent, and one letter away.
    private static final int OFTENER = 10;

    private static final int MOST_WORDS = 4;
    private static final int MOST_TRIED = 4;

    /// Looking for a near word costs by its length and for each language, however few articles there are.
    private static final int MOST_TONGUES = 6;
    private static final int ARTICLES_READ = 5;

    /// Letters and what stands inside of words; a number is what it is.
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}'’]{4,24}");

    private final Database db;
    private final SearchIndex index;

    Respelling(Database db, SearchIndex index) {
        this.db = db;
        this.index = index;
    }

    Optional<String> respelt(String text, Asked asked) {
        Typed typed = Typed.of(text, ZoneOffset.UTC);
        return index.search(searcher -> {
                    List<String> tongues = Tongues.of(asked, searcher.getIndexReader());
                    Map<String, Long> misspelt = misspelt(searcher, tongues, typed);
                    return misspelt.isEmpty()
                            ? Optional.<String>empty()
                            : new Search(searcher, tongues, AskedNames.of(db, asked), asked).respelt(typed, misspelt);
                })
                .flatMap(Function.identity());
    }

    /// The first words that are hardly found, and in how many articles.
    private static Map<String, Long> misspelt(IndexSearcher searcher, List<String> tongues, Typed typed)
            throws IOException {
        Map<String, Long> misspelt = new LinkedHashMap<>();
        for (String word : new LinkedHashSet<>(words(tongues, typed).values())) {
            if (misspelt.size() < MOST_WORDS && WORD.matcher(word).matches()) {
                long articles = articles(searcher, tongues, word);
                if (articles <= RARE) {
                    misspelt.put(word, articles);
                }
            }
        }
        return misspelt;
    }

    /// The words that are asked for, by their places.
    private static Map<Typed.Span, String> words(List<String> tongues, Typed typed) {
        Map<Typed.Span, String> words = new LinkedHashMap<>();
        if (!tongues.isEmpty()) {
            var analysis = Analysis.of(tongues.getFirst());
            for (Typed.Span span : typed.meant()) {
                String piece = span.in(typed.line());
                analysis.written(piece)
                        .forEach(word -> words.put(
                                new Typed.Span(span.start() + word.start(), span.start() + word.end()),
                                word.in(piece)));
            }
        }
        return words;
    }

    /// In how many articles a word stands in any of its forms, or a compound in its parts; counted no further than it
    /// matters.
    private static long articles(IndexSearcher searcher, List<String> tongues, String word) throws IOException {
        var any = new BooleanQuery.Builder();
        tongues.forEach(tongue -> any.add(Analysis.of(tongue).whole(Fields.TEXT + tongue, word), Occur.SHOULD));
        var first = new TopScoreDocCollectorManager(RARE + 1, RARE + 1);
        return searcher.search(new ConstantScoreQuery(any.build()), first).scoreDocs.length;
    }

    /// One search that is to be respelt.
    private final class Search {

        private final IndexSearcher searcher;
        private final List<String> tongues;
        private final AskedQuery queries;
        private final Asked asked;

        Search(IndexSearcher searcher, List<String> tongues, AskedNames names, Asked asked) {
            this.searcher = searcher;
            this.tongues = tongues;
            this.queries = new AskedQuery(tongues, names);
            this.asked = asked;
        }

        Optional<String> respelt(Typed typed, Map<String, Long> misspelt) throws IOException {
            Map<String, String> spellings = new HashMap<>();
            for (Map.Entry<String, Long> word : misspelt.entrySet()) {
                spelling(word.getKey(), word.getValue()).ifPresent(spelling -> spellings.put(word.getKey(), spelling));
            }
            Map<Typed.Span, String> words = words(tongues, typed);
            words.values().retainAll(spellings.keySet());
            words.replaceAll((_, word) -> spellings.get(word));
            String line = typed.with(words);
            return !words.isEmpty() && findsMore(line) ? Optional.of(line) : Optional.empty();
        }

        /// How the nearest word is written that articles have within the bounds of the search.
        private Optional<String> spelling(String word, long articles) throws IOException {
            int least = articles == 0 ? 1 : Math.toIntExact(articles) * OFTENER;
            List<Near> nearest = Near.to(
                            word,
                            tongues.subList(0, Math.min(MOST_TONGUES, tongues.size())),
                            least,
                            searcher.getIndexReader())
                    .stream()
                    .filter(near -> articles == 0 || near.edits() == 1)
                    .limit(MOST_TRIED)
                    .toList();
            for (Near near : nearest) {
                List<Long> numbers = newest(queries.within(asked, new TermQuery(near.term())));
                List<ArticleText> texts = numbers.isEmpty() ? List.of() : db.read(tx -> ArticleTexts.of(tx, numbers));
                Optional<String> spelling = commonest(near, texts);
                if (spelling.isPresent()) {
                    return spelling;
                }
            }
            return Optional.empty();
        }

        /// Whether there is an article, still published, that is found by this and not by what was asked.
        private boolean findsMore(String line) throws IOException {
            if (line.codePointCount(0, line.length()) > AskedReader.LONGEST) {
                return false;
            }
            Asked respelt = asked.saying(Typed.of(line, ZoneOffset.UTC).asked());
            var more = new BooleanQuery.Builder()
                    .add(queries.of(respelt), Occur.MUST)
                    .add(queries.of(asked), Occur.MUST_NOT);
            List<Long> numbers = newest(more.build());
            return !numbers.isEmpty() && db.read(tx -> ArticleTexts.isAnyPublic(tx, numbers));
        }

        private List<Long> newest(Query query) throws IOException {
            return Hits.of(searcher, query, query, Order.NEWEST, Place.START, ARTICLES_READ).places().stream()
                    .map(Place::id)
                    .toList();
        }
    }

    /// As it is written most often; none for words that nobody means.
    private static Optional<String> commonest(Near near, List<ArticleText> articles) {
        var analysis = Analysis.of(near.tongue());
        Map<String, Integer> spellings = new HashMap<>();
        articles.stream()
                .flatMap(article -> Marking.beginning(article.texts().toList()).stream())
                .flatMap(text -> spellings(near, analysis.written(text), text))
                .forEach(spelling -> spellings.merge(spelling, 1, Integer::sum));
        return spellings.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(Map.Entry::getKey, Comparator.reverseOrder()))
                .map(Map.Entry::getKey)
                .filter(spelling -> !analysis.meant(spelling).isEmpty());
    }

    private static Stream<String> spellings(Near near, List<Written> words, String text) {
        return words.stream()
                .filter(word -> word.term().equals(near.term().text()))
                .map(word -> word.in(text))
                .filter(spelling -> WORD.matcher(spelling).matches());
    }
}
