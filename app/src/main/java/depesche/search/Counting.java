package depesche.search;

import depesche.topic.TopicTree;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Collection;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;

/// Goes once through all that a query finds and counts it, without scores.
///
/// An index is searched by one thread at a time for each search, so there is one collector.
final class Counting implements CollectorManager<Counting.All, Facets> {

    private static final int MOST_TOPICS = 10;

    private final Asked asked;
    private final TopicTree tree;
    private final TopicTally topics;
    private final YearTally years;

    Counting(Asked asked, TopicTree tree, ZoneId zone) {
        this.asked = asked;
        this.tree = tree;
        this.topics = new TopicTally(tree);
        this.years = new YearTally(zone);
    }

    @Override
    public All newCollector() {
        return new All(topics, years);
    }

    @Override
    public Facets reduce(Collection<All> collectors) {
        return new Facets(topics.most(asked.topics(), tree, MOST_TOPICS), years.newest(asked));
    }

    record All(TopicTally topics, YearTally years) implements Collector {

        @Override
        public ScoreMode scoreMode() {
            return ScoreMode.COMPLETE_NO_SCORES;
        }

        @Override
        public LeafCollector getLeafCollector(LeafReaderContext leaf) throws IOException {
            SortedNumericDocValues given = DocValues.getSortedNumeric(leaf.reader(), Fields.TOPICS);
            SortedNumericDocValues published = DocValues.getSortedNumeric(leaf.reader(), Fields.PUBLISHED);
            return new LeafCollector() {
                @Override
                public void setScorer(Scorable scorer) {}

                @Override
                public void collect(int document) throws IOException {
                    topics.nextArticle();
                    if (given.advanceExact(document)) {
                        for (int i = 0; i < given.docValueCount(); i++) {
                            topics.count(given.nextValue());
                        }
                    }
                    if (published.advanceExact(document)) {
                        years.count(published.nextValue());
                    }
                }
            };
        }
    }
}
