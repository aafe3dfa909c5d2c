package depesche.bench;

import depesche.language.Analysis;
import depesche.text.PlainText;
import depesche.text.Sanitizer;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What it costs to see the words of one German article of a thousand words as search sees them, beside Lucene's own
/// German analyzer. Writing them into an index is not in the measured part.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LanguageBenchmark {

    private final String text = PlainText.of(Sanitizer.clean(Piece.html()));
    private final Analyzer lucene = new GermanAnalyzer();

    @Benchmark
    public int indexing() throws IOException {
        return terms(Analysis.of("de").indexing());
    }

    @Benchmark
    public int lucenesIndexing() throws IOException {
        return terms(lucene);
    }

    @Benchmark
    public int words() {
        return Analysis.of("de").words(text).size();
    }

    private int terms(Analyzer analyzer) throws IOException {
        try (var stream = analyzer.tokenStream("", text)) {
            int terms = 0;
            stream.reset();
            while (stream.incrementToken()) {
                terms++;
            }
            stream.end();
            return terms;
        }
    }
}
