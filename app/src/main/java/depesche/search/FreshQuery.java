package depesche.search;

import java.io.IOException;
import java.util.Objects;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.BulkScorer;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.Explanation;
import org.apache.lucene.search.FilterScorer;
import org.apache.lucene.search.FilterWeight;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/// What another query finds, the newer a little before the older: today's article gets a tenth more than its words
/// are worth, one of a season ago half of that. The greatest factor is known beforehand, so that Lucene may still
/// pass over what cannot come first.
final class FreshQuery extends Query {

    static final float MOST = 0.1f;

    private static final double HALF_AFTER_SECONDS = 90.0 * 24 * 60 * 60;

    private final Query words;
    private final long now;

    FreshQuery(Query words, long now) {
        this.words = words;
        this.now = now;
    }

    private float factor(NumericDocValues published, int document) throws IOException {
        if (!published.advanceExact(document)) {
            return 1;
        }
        double age = Math.max(0, now - published.longValue());
        return (float) (1 + MOST / (1 + age / HALF_AFTER_SECONDS));
    }

    /// The least that the words must be worth for the whole to be worth this.
    private static float least(float score) {
        return Math.nextDown(score / (1 + MOST));
    }

    @Override
    public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) throws IOException {
        Weight weight = words.createWeight(searcher, mode, boost);
        return mode.needsScores() ? new FreshWeight(weight) : weight;
    }

    @Override
    public Query rewrite(IndexSearcher searcher) throws IOException {
        Query simpler = words.rewrite(searcher);
        return simpler.equals(words) ? this : new FreshQuery(simpler, now);
    }

    @Override
    public void visit(QueryVisitor visitor) {
        words.visit(visitor);
    }

    @Override
    public String toString(String field) {
        return "fresh(" + words.toString(field) + ")";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FreshQuery query && words.equals(query.words) && now == query.now;
    }

    @Override
    public int hashCode() {
        return Objects.hash(words, now);
    }

    private final class FreshWeight extends FilterWeight {

        FreshWeight(Weight weight) {
            super(FreshQuery.this, weight);
        }

        /// Depends on the hour, and is not worth keeping.
        @Override
        public boolean isCacheable(LeafReaderContext context) {
            return false;
        }

        @Override
        public Explanation explain(LeafReaderContext context, int document) throws IOException {
            Explanation plain = in.explain(context, document);
            if (!plain.isMatch()) {
                return plain;
            }
            float factor = factor(published(context), document);
            return Explanation.match(plain.getValue().floatValue() * factor, "fresh by " + factor, plain);
        }

        @Override
        public @Nullable ScorerSupplier scorerSupplier(LeafReaderContext context) throws IOException {
            ScorerSupplier plain = in.scorerSupplier(context);
            return plain == null ? plain : new FreshSupplier(plain, published(context));
        }

        private static NumericDocValues published(LeafReaderContext context) throws IOException {
            return DocValues.unwrapSingleton(DocValues.getSortedNumeric(context.reader(), Fields.PUBLISHED));
        }
    }

    private final class FreshSupplier extends ScorerSupplier {

        private final ScorerSupplier plain;
        private final NumericDocValues published;

        FreshSupplier(ScorerSupplier plain, NumericDocValues published) {
            this.plain = plain;
            this.published = published;
        }

        @Override
        public Scorer get(long leadCost) throws IOException {
            return new FreshScorer(plain.get(leadCost), published);
        }

        @Override
        public BulkScorer bulkScorer() throws IOException {
            return new FreshBulkScorer(plain.bulkScorer(), published);
        }

        @Override
        public long cost() {
            return plain.cost();
        }

        @Override
        public void setTopLevelScoringClause() throws IOException {
            plain.setTopLevelScoringClause();
        }
    }

    private final class FreshScorer extends FilterScorer {

        private final NumericDocValues published;

        FreshScorer(Scorer plain, NumericDocValues published) {
            super(plain);
            this.published = published;
        }

        @Override
        public float score() throws IOException {
            return in.score() * factor(published, docID());
        }

        @Override
        public float getMaxScore(int upTo) throws IOException {
            return Math.nextUp(in.getMaxScore(upTo) * (1 + MOST));
        }

        @Override
        public int advanceShallow(int target) throws IOException {
            return in.advanceShallow(target);
        }

        @Override
        public void setMinCompetitiveScore(float score) throws IOException {
            in.setMinCompetitiveScore(least(score));
        }
    }

    private final class FreshBulkScorer extends BulkScorer {

        private final BulkScorer plain;
        private final NumericDocValues published;

        FreshBulkScorer(BulkScorer plain, NumericDocValues published) {
            this.plain = plain;
            this.published = published;
        }

        @Override
        public int score(LeafCollector collector, @Nullable Bits accepted, int min, int max) throws IOException {
            return plain.score(new FreshCollector(collector, published), accepted, min, max);
        }

        @Override
        public long cost() {
            return plain.cost();
        }
    }

    private final class FreshCollector implements LeafCollector {

        private final LeafCollector collector;
        private final NumericDocValues published;
        private int document;

        FreshCollector(LeafCollector collector, NumericDocValues published) {
            this.collector = collector;
            this.published = published;
        }

        @Override
        public void setScorer(Scorable plain) throws IOException {
            collector.setScorer(new Scorable() {
                @Override
                public float score() throws IOException {
                    return plain.score() * factor(published, document);
                }

                @Override
                public void setMinCompetitiveScore(float score) throws IOException {
                    plain.setMinCompetitiveScore(least(score));
                }
            });
        }

        @Override
        public void collect(int found) throws IOException {
            document = found;
            collector.collect(found);
        }

        @Override
        public @Nullable DocIdSetIterator competitiveIterator() throws IOException {
            return collector.competitiveIterator();
        }
    }
}
