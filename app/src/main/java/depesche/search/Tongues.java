package depesche.search;

import depesche.language.Analysis;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.DelegatingAnalyzerWrapper;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.IndexReader;

/// Which language a field of the index speaks. Languages without rules of their own share one.
final class Tongues {

    private static final String OTHERS = "und";

    /// Asked in one search that names no language: those with the most articles.
    private static final int MOST = 12;

    /// Between two paragraphs, so that no phrase reaches from one into the next.
    private static final int GAP = 100;

    private Tongues() {}

    static String of(Locale language) {
        String tag = language.getLanguage();
        return Analysis.of(tag) == Analysis.of(OTHERS) ? OTHERS : tag;
    }

    /// Those in which a search looks, that of the most articles first.
    static List<String> of(Asked asked, IndexReader reader) throws IOException {
        return asked.languages().isEmpty()
                ? spokenIn(reader)
                : asked.languages().stream().map(Tongues::of).distinct().toList();
    }

    /// Those in which there is something to find.
    private static List<String> spokenIn(IndexReader reader) throws IOException {
        Map<String, Integer> articles = new HashMap<>();
        for (String field : FieldInfos.getIndexedFields(reader)) {
            if (field.startsWith(Fields.TEXT)) {
                articles.put(field.substring(Fields.TEXT.length()), reader.getDocCount(field));
            }
        }
        return articles.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .map(Map.Entry::getKey)
                .limit(MOST)
                .toList();
    }

    static Analyzer indexing() {
        return new ByField();
    }

    private static final class ByField extends DelegatingAnalyzerWrapper {

        ByField() {
            super(PER_FIELD_REUSE_STRATEGY);
        }

        @Override
        protected Analyzer getWrappedAnalyzer(String field) {
            return Analysis.of(field.substring(field.indexOf('.') + 1)).indexing();
        }

        @Override
        public int getPositionIncrementGap(String field) {
            return GAP;
        }
    }
}
