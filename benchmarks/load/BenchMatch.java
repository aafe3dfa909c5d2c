package load;

import depesche.search.saved.NormalDemand;
import depesche.search.saved.SavedSearchIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Matching one article with N saved searches, against lucene-monitor with the same searches and the same articles,
/// one after the other in processes of their own: that one needs an older Lucene than the program. In the measured part
/// of both: splitting the article's text at its spaces, and finding the searches. Not in it: taking the searches in,
/// and warming up on the first half of the articles. Both must find the same.
public final class BenchMatch {

    private static final int ARTICLES = 400;
    private static final int BATCH = 20_000;
    private static final Path FOLDER = Path.of("benchmarks/work/match").toAbsolutePath();

    private BenchMatch() {}

    /// @param nanos of each article
    /// @param found the searches each article met, as a line
    private record Side(double[] nanos, List<String> found) {

        double millis(double share) {
            double[] warm = Arrays.copyOfRange(nanos, nanos.length / 2, nanos.length);
            Arrays.sort(warm);
            return warm[(int) Math.ceil(share * warm.length) - 1] / 1e6;
        }

        double mean() {
            return Arrays.stream(nanos, nanos.length / 2, nanos.length).average().orElseThrow() / 1e6;
        }
    }

    public static void main(String... arguments) throws IOException {
        int searches = Integer.parseInt(arguments[0]);
        Shell.delete(FOLDER);
        Files.createDirectories(FOLDER);
        write(searches);
        Side ours = ours(searches);
        Shell.run("scripts/mvn", "-q", "-pl", "benchmarks/monitor", "compile", "exec:exec", "-Dfolder=" + FOLDER)
                .lines()
                .filter(line -> line.startsWith("lucene-monitor"))
                .forEach(System.out::println);
        Side plain = theirs("plain");
        Side multipass = theirs("multipass");
        compare(ours, plain);
        compare(ours, multipass);
        Side better = plain.mean() < multipass.mean() ? plain : multipass;
        print("match", ours.mean(), better.mean());
        print("match-median", ours.millis(0.5), better.millis(0.5));
        print("match-p99", ours.millis(0.99), better.millis(0.99));
    }

    private static void print(String name, double ours, double theirs) {
        Line.print(new Line.Figure(name, ours, "ms"), new Line.Figure("lucene-monitor", theirs, "ms"));
    }

    /// Articles have 100 to 1,000 words, 550 in the middle: those of a newspaper have 370, and of a hundred five have more
    /// than 836 (10kGNAD, the part that tests read).
    private static void write(int searches) throws IOException {
        var made = new MadeUpSearches();
        try (var out = Files.newBufferedWriter(FOLDER.resolve("searches"))) {
            for (int number = 1; number <= searches; number++) {
                out.write(number + "\t" + made.search(number) + "\n");
            }
        }
        Files.write(
                FOLDER.resolve("articles"),
                IntStream.range(0, ARTICLES)
                        .mapToObj(i -> made.article(i, 100 + 900 * (i * 37 % ARTICLES) / ARTICLES))
                        .toList());
    }

    private static Side ours(int searches) throws IOException {
        long before = heap();
        long started = System.nanoTime();
        SavedSearchIndex index = read();
        double seconds = (System.nanoTime() - started) / 1e9;
        long bytes = heap() - before;
        Line.say(
                "%d searches taken in %.1f s, %d MiB of heap, %d bytes a search",
                index.size(), seconds, bytes >> 20, bytes / searches);
        List<String> articles = Files.readAllLines(FOLDER.resolve("articles"));
        double[] nanos = new double[articles.size()];
        List<String> found = new ArrayList<>();
        for (int i = 0; i < nanos.length; i++) {
            long matching = System.nanoTime();
            var met = index.matching(MadeUpSearches.terms(articles.get(i)));
            nanos[i] = System.nanoTime() - matching;
            found.add(met.stream().mapToObj(Integer::toString).collect(Collectors.joining(" ")));
        }
        return new Side(nanos, found);
    }

    private static SavedSearchIndex read() throws IOException {
        var index = new SavedSearchIndex();
        var batch = new HashMap<Integer, NormalDemand>();
        try (var lines = Files.lines(FOLDER.resolve("searches"))) {
            for (String line : (Iterable<String>) lines::iterator) {
                int tab = line.indexOf('\t');
                batch.put(Integer.parseInt(line.substring(0, tab)), normal(line.substring(tab + 1)));
                if (batch.size() == BATCH) {
                    index.add(batch);
                    batch.clear();
                }
            }
        }
        index.add(batch);
        return index;
    }

    private static NormalDemand normal(String search) {
        return switch (NormalDemand.of(MadeUpSearches.demand(search))) {
            case NormalDemand.Result.Normal(NormalDemand demand) -> demand;
            case NormalDemand.Result.Refused(var fault) -> throw new IllegalStateException(fault + ": " + search);
        };
    }

    private static Side theirs(String presearcher) throws IOException {
        List<String> lines = Files.readAllLines(FOLDER.resolve("monitor-" + presearcher));
        double[] nanos = lines.stream()
                .mapToDouble(line -> Double.parseDouble(line.substring(0, line.indexOf(' '))))
                .toArray();
        List<String> found = lines.stream()
                .map(line -> Arrays.stream(line.split(" "))
                        .skip(1)
                        .mapToInt(Integer::parseInt)
                        .sorted()
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining(" ")))
                .toList();
        return new Side(nanos, found);
    }

    private static void compare(Side ours, Side theirs) {
        long matches = 0;
        for (int i = 0; i < ours.found().size(); i++) {
            if (!ours.found().get(i).equals(theirs.found().get(i))) {
                throw new IllegalStateException("article " + i + ": found " + ours.found().get(i)
                        + "\nlucene-monitor " + theirs.found().get(i));
            }
            matches += ours.found().get(i).split(" ").length;
        }
        Line.say("the same matches in all %d articles, %d in all", ours.found().size(), matches);
    }

    private static long heap() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
