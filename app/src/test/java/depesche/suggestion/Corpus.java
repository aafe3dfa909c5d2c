package depesche.suggestion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import depesche.testing.TestData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.tukaani.xz.XZInputStream;

/// News with the topics that others gave them; topics are numbered as they come.
record Corpus(List<Example> examples) {

    Corpus {
        examples = List.copyOf(examples);
    }

    /// 10kGNAD: one topic each. Title and text are run together there: the first sentence is taken for the headline.
    static Corpus german() {
        var numbers = new TreeMap<String, Long>();
        return read(TestData.at("news-de-10kgnad/articles.jsonl.gz"), line -> {
            String text = line.path("text").asText();
            int end = text.indexOf(". ");
            boolean isHeadline = end > 0 && end < 300;
            return new Example(
                    new ArticleText(
                            isHeadline ? text.substring(0, end) : "",
                            isHeadline ? text.substring(end + 2) : text,
                            Locale.GERMAN),
                    Set.of(number(numbers, line.path("category").asText())));
        });
    }

    /// Reuters-21578, what ModApte trains with: any number of topics. Those without one could not be published.
    static Corpus english() {
        var numbers = new TreeMap<String, Long>();
        Corpus all = read(TestData.at("news-en-reuters21578/train.jsonl.xz"), line -> {
            Set<Long> topics = new HashSet<>();
            line.path("topics").forEach(topic -> topics.add(number(numbers, topic.asText())));
            String title = line.path("title").asText("");
            return new Example(new ArticleText(title, line.path("body").asText(""), Locale.ENGLISH), topics);
        });
        return new Corpus(all.examples().stream()
                .filter(example -> !example.topics().isEmpty())
                .toList());
    }

    /// In another order, and then those of one topic together: each tenth is a stratified fold.
    Corpus stratified(long seed) {
        List<Example> mixed = new ArrayList<>(examples);
        Collections.shuffle(mixed, new Random(seed));
        mixed.sort(Comparator.comparing(example -> Collections.min(example.topics())));
        return new Corpus(mixed);
    }

    Corpus shuffled(long seed) {
        List<Example> mixed = new ArrayList<>(examples);
        Collections.shuffle(mixed, new Random(seed));
        return new Corpus(mixed);
    }

    private static long number(TreeMap<String, Long> numbers, String topic) {
        return numbers.computeIfAbsent(topic, _ -> numbers.size() + 1L);
    }

    private interface Line {
        Example example(JsonNode line);
    }

    private static Corpus read(Path file, Line line) {
        ObjectMapper mapper = new ObjectMapper();
        List<Example> examples = new ArrayList<>();
        try (var reader = new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8))) {
            for (String next = reader.readLine(); next != null; next = reader.readLine()) {
                examples.add(line.example(mapper.readTree(next)));
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return new Corpus(examples);
    }

    private static InputStream open(Path file) throws IOException {
        InputStream bytes = Files.newInputStream(file);
        return file.toString().endsWith(".xz") ? new XZInputStream(bytes) : new GZIPInputStream(bytes);
    }
}
