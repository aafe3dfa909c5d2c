package depesche.monitor;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.Term;
import org.apache.lucene.monitor.MatchingQueries;
import org.apache.lucene.monitor.Monitor;
import org.apache.lucene.monitor.MonitorConfiguration;
import org.apache.lucene.monitor.MonitorQuery;
import org.apache.lucene.monitor.MultipassTermFilteredPresearcher;
import org.apache.lucene.monitor.Presearcher;
import org.apache.lucene.monitor.QueryMatch;
import org.apache.lucene.monitor.TermFilteredPresearcher;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/// Matches the articles of a folder with its saved searches by lucene-monitor, held in memory; once with its plain
/// presearcher and once with the one in several passes. For each it writes a file with a line an article: nanoseconds,
/// then the numbers of the searches that matched.
public final class MonitorSide {

    private static final int BATCH = 20_000;

    private MonitorSide() {}

    public static void main(String... arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        List<String> articles = Files.readAllLines(folder.resolve("articles"));
        run("plain", new TermFilteredPresearcher(), folder, articles);
        run("multipass", new MultipassTermFilteredPresearcher(2), folder, articles);
    }

    private static void run(String name, Presearcher presearcher, Path folder, List<String> articles)
            throws IOException {
        var configuration = new MonitorConfiguration().setQueryUpdateBufferSize(BATCH);
        try (var monitor = new Monitor(new WhitespaceAnalyzer(), presearcher, configuration);
                var out = Files.newBufferedWriter(folder.resolve("monitor-" + name))) {
            long started = System.nanoTime();
            register(monitor, folder.resolve("searches"));
            System.gc();
            var runtime = Runtime.getRuntime();
            System.out.printf(
                    "lucene-monitor, %s: %d searches taken in %.1f s, %d MiB of heap%n",
                    name,
                    monitor.getQueryCount(),
                    (System.nanoTime() - started) / 1e9,
                    (runtime.totalMemory() - runtime.freeMemory()) >> 20);
            for (String article : articles) {
                match(monitor, article, out);
            }
        }
    }

    private static void register(Monitor monitor, Path searches) throws IOException {
        var batch = new ArrayList<MonitorQuery>();
        try (var lines = Files.lines(searches)) {
            for (String line : (Iterable<String>) lines::iterator) {
                String[] parts = line.split("\t");
                batch.add(new MonitorQuery(parts[0], query(parts)));
                if (batch.size() == BATCH) {
                    monitor.register(batch);
                    batch.clear();
                }
            }
        }
        monitor.register(batch);
    }

    private static void match(Monitor monitor, String article, Writer out) throws IOException {
        int tab = article.indexOf('\t');
        long started = System.nanoTime();
        var document = new Document();
        document.add(new TextField("topic", article.substring(0, tab), Field.Store.NO));
        document.add(new TextField("text", article.substring(tab + 1), Field.Store.NO));
        MatchingQueries<QueryMatch> matching = monitor.match(document, QueryMatch.SIMPLE_MATCHER);
        long nanos = System.nanoTime() - started;
        if (!matching.getErrors().isEmpty()) {
            throw new IllegalStateException(Map.copyOf(matching.getErrors()).toString());
        }
        out.write(nanos + " "
                + matching.getMatches().stream().map(QueryMatch::getQueryId).collect(Collectors.joining(" ")) + "\n");
    }

    private static Query query(String[] parts) {
        if (parts.length == 2) {
            return part(parts[1]);
        }
        var all = new BooleanQuery.Builder();
        for (int i = 1; i < parts.length; i++) {
            all.add(part(parts[i]), parts[i].startsWith("n:") ? Occur.MUST_NOT : Occur.MUST);
        }
        return all.build();
    }

    /// `w:` a word, `n:` an excluded one, `t:` a topic, `p:` a phrase, `o:` a choice.
    private static Query part(String part) {
        String[] words = part.substring(2).split(" ");
        return switch (part.charAt(0)) {
            case 'w', 'n' -> new TermQuery(new Term("text", words[0]));
            case 't' -> new TermQuery(new Term("topic", words[0]));
            case 'p' -> new PhraseQuery("text", words);
            case 'o' -> {
                var any = new BooleanQuery.Builder();
                for (String word : words) {
                    any.add(new TermQuery(new Term("text", word)), Occur.SHOULD);
                }
                yield any.build();
            }
            default -> throw new IllegalArgumentException(part);
        };
    }
}
