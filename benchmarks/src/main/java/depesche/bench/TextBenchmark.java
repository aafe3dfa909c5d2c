package depesche.bench;

import depesche.text.Hyphenation;
import depesche.text.ReadingTime;
import depesche.text.SafeHtml;
import depesche.text.Sanitizer;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What saving and showing an article costs in text: one article of a thousand words each time. Reading and storing
/// it is not in the measured part.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TextBenchmark {

    private final String html = Piece.html();
    private final SafeHtml safe = Sanitizer.clean(html);

    @Benchmark
    public int readingTime() {
        return ReadingTime.minutes("", safe, Locale.GERMAN);
    }

    @Benchmark
    public SafeHtml sanitizer() {
        return Sanitizer.clean(html);
    }

    @Benchmark
    public SafeHtml hyphenation() {
        return Hyphenation.softHyphens(safe, Locale.GERMAN);
    }
}
