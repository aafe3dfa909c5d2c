package depesche.search;

import depesche.language.Plain;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;

/// What the index knows of words by their beginnings: which articles have headlines with them, and which names of
/// authors and stories. However short the beginning, only so much is looked at.
record Begun(List<Long> articles, List<String> authors, List<Long> stories) {

    /// Between the word of a name and whose name it is: no word has it.
    private static final String MARK = "\u0000";

    private static final int MOST_ARTICLES = 40;
    private static final int MOST_NAMES = 20;
    private static final int MOST_TERMS = 1_000;

    Begun {
        articles = List.copyOf(articles);
        authors = List.copyOf(authors);
        stories = List.copyOf(stories);
    }

    /// The terms by which something is found by the beginning of each word of its name.
    static Stream<String> terms(String name, String whose) {
        return Plain.words(name).stream().flatMap(word -> word.forms().stream()).map(form -> form + MARK + whose);
    }

    static Begun of(Unfinished typed, IndexSearcher searcher) throws IOException {
        return new Begun(
                typed.isIn(AskedField.TITLE) ? articles(typed, searcher) : List.of(),
                typed.isIn(AskedField.AUTHOR) ? names(Fields.AUTHOR_NAME, typed, searcher) : List.of(),
                typed.field().isEmpty()
                        ? names(Fields.STORY_NAME, typed, searcher).stream()
                                .map(Long::valueOf)
                                .toList()
                        : List.of());
    }

    /// The newest whose headlines have all of the words; if there is none, the last.
    private static List<Long> articles(Unfinished typed, IndexSearcher searcher) throws IOException {
        List<Long> all = articles(typed.all(), searcher);
        return all.isEmpty() && typed.all().size() > 1 ? articles(List.of(typed.last()), searcher) : all;
    }

    private static List<Long> articles(List<Plain> words, IndexSearcher searcher) throws IOException {
        var query = new BooleanQuery.Builder();
        words.forEach(
                word -> query.add(new PrefixQuery(new Term(Fields.HEADLINE_WORD, word.plainest())), Occur.FILTER));
        return Hits.of(searcher, query.build(), query.build(), Order.NEWEST, Place.START, MOST_ARTICLES)
                .places()
                .stream()
                .map(Place::id)
                .toList();
    }

    /// Those with the most articles first.
    private static List<String> names(String field, Unfinished typed, IndexSearcher searcher) throws IOException {
        Map<String, Integer> names = new HashMap<>();
        Optional<Terms> terms = Optional.ofNullable(MultiTerms.getTerms(searcher.getIndexReader(), field));
        if (terms.isPresent()) {
            read(terms.get().iterator(), new BytesRef(typed.last().plainest()), names);
        }
        return names.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .limit(MOST_NAMES)
                .toList();
    }

    private static void read(TermsEnum each, BytesRef prefix, Map<String, Integer> names) throws IOException {
        boolean isMore = each.seekCeil(prefix) != TermsEnum.SeekStatus.END;
        for (int i = 0; i < MOST_TERMS && isMore && StringHelper.startsWith(each.term(), prefix); i++) {
            String term = each.term().utf8ToString();
            names.merge(term.substring(term.indexOf(MARK) + 1), each.docFreq(), Math::max);
            isMore = each.next() != null;
        }
    }
}
