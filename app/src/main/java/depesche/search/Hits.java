package depesche.search;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopFieldDocs;
import org.apache.lucene.search.TotalHits;

/// What the index says to a query: numbers of articles in order, one more than are shown where there are more.
record Hits(Query query, List<Place> places, List<Float> scores, long total, boolean isCounted) {

    /// So many are counted exactly; past them Lucene passes over what cannot come first.
    private static final int COUNTED = 10_000;

    Hits {
        places = List.copyOf(places);
        scores = List.copyOf(scores);
    }

    /// @param words the query without what only orders, whose terms are marked
    static Hits of(IndexSearcher searcher, Query words, Query ranked, Order order, Place from, int most)
            throws IOException {
        TopFieldDocs found = searcher.search(
                ranked,
                from.isStart()
                        ? new TopFieldCollectorManager(order.sort(), most, COUNTED)
                        : new TopFieldCollectorManager(order.sort(), most, from.after(order), COUNTED));
        List<FieldDoc> rows =
                Arrays.stream(found.scoreDocs).map(FieldDoc.class::cast).toList();
        return new Hits(
                words,
                rows.stream().map(row -> Place.of(row, order)).toList(),
                rows.stream()
                        .map(row -> order == Order.BEST ? (Float) row.fields[0] : Float.valueOf(1))
                        .toList(),
                found.totalHits.value(),
                found.totalHits.relation() == TotalHits.Relation.EQUAL_TO);
    }
}
