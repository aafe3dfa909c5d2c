package depesche.search;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.Bits;

/// All that an index holds, article by article: each word of each field with its places. Two indexes that hold the same
/// find the same.
record Shelved(Map<Long, String> articles) {

    static Shelved in(SearchIndex index) {
        return new Shelved(index.search(Shelved::read).orElseThrow());
    }

    static int count(SearchIndex index) {
        return index.search(searcher -> searcher.getIndexReader().numDocs()).orElse(-1);
    }

    private static Map<Long, String> read(IndexSearcher searcher) throws IOException {
        Map<Long, StringBuilder> articles = new TreeMap<>();
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            for (String field : FieldInfos.getIndexedFields(leaf.reader())) {
                readField(leaf.reader(), field, articles);
            }
        }
        Map<Long, String> texts = new TreeMap<>();
        articles.forEach((id, text) -> texts.put(id, text.toString()));
        return texts;
    }

    private static void readField(LeafReader leaf, String field, Map<Long, StringBuilder> articles) throws IOException {
        Optional<Terms> terms = Optional.ofNullable(leaf.terms(field));
        if (terms.isEmpty()) {
            return;
        }
        TermsEnum each = terms.get().iterator();
        while (each.next() != null) {
            String word = field + "=" + each.term().utf8ToString();
            PostingsEnum places = each.postings(null, PostingsEnum.POSITIONS);
            readPlaces(leaf, word, places, articles);
        }
    }

    private static void readPlaces(LeafReader leaf, String word, PostingsEnum places, Map<Long, StringBuilder> articles)
            throws IOException {
        Bits live = leaf.getLiveDocs();
        for (int at = places.nextDoc(); at != DocIdSetIterator.NO_MORE_DOCS; at = places.nextDoc()) {
            if (live == null || live.get(at)) {
                NumericDocValues ids = leaf.getNumericDocValues(Fields.ID);
                ids.advanceExact(at);
                var text = articles.computeIfAbsent(ids.longValue(), _ -> new StringBuilder());
                text.append(word);
                for (int i = 0; i < places.freq(); i++) {
                    text.append('@').append(places.nextPosition());
                }
                text.append('\n');
            }
        }
    }
}
