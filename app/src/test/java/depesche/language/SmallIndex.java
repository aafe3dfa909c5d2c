package depesche.language;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.ByteBuffersDirectory;

/// Texts in an index of Lucene's, weighed by BM25 as it comes.
final class SmallIndex implements AutoCloseable {

    static final String FIELD = "text";

    private final List<String> texts;
    private final DirectoryReader reader;

    private SmallIndex(List<String> texts, DirectoryReader reader) {
        this.texts = texts;
        this.reader = reader;
    }

    static SmallIndex of(Analyzer analyzer, List<String> texts) throws IOException {
        var directory = new ByteBuffersDirectory();
        try (var writer = new IndexWriter(directory, new IndexWriterConfig(analyzer))) {
            for (String text : texts) {
                var document = new Document();
                document.add(new TextField(FIELD, text, Field.Store.NO));
                writer.addDocument(document);
            }
            writer.forceMerge(1);
        }
        return new SmallIndex(texts, DirectoryReader.open(directory));
    }

    /// Numbers of the texts found, the best first.
    List<Integer> find(Query query) throws IOException {
        return Arrays.stream(new IndexSearcher(reader).search(query, 50).scoreDocs)
                .map(hit -> hit.doc)
                .toList();
    }

    /// The texts found, the best first; texts that are equally good in one line, with `=` between them.
    List<String> ranked(Query query) throws IOException {
        List<String> ranked = new ArrayList<>();
        float last = Float.NaN;
        for (ScoreDoc hit : new IndexSearcher(reader).search(query, 50).scoreDocs) {
            String text = texts.get(hit.doc);
            if (hit.score == last) {
                ranked.add(ranked.removeLast() + " = " + text);
            } else {
                ranked.add(text);
            }
            last = hit.score;
        }
        return ranked;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
