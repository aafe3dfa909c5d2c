package depesche.suggestion.coverage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import depesche.article.ArticleId;
import depesche.suggestion.ArticleText;
import depesche.testing.TestData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.tukaani.xz.XZInputStream;

/// Real news with the labels that its agency, or others, gave it: never seen by the grouping.
record News(ArticleText text, Instant at, Set<String> labels, Set<String> places) {

    News {
        labels = Set.copyOf(labels);
        places = Set.copyOf(places);
    }

    /// Reuters-21578, in the order of time: topics and places by the agency.
    static List<News> english() {
        var dates = new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern("d-MMM-yyyy HH:mm:ss")
                .toFormatter(Locale.ENGLISH);
        List<News> news = new ArrayList<>();
        for (JsonNode line : lines("news-en-reuters21578/train.jsonl.xz")) {
            String date =
                    line.path("date").asText().strip().replaceFirst("\\..*", "").replaceAll(" +", " ");
            news.add(new News(
                    new ArticleText(
                            line.path("title").asText(""), line.path("body").asText(""), Locale.ENGLISH),
                    LocalDateTime.parse(date, dates).toInstant(ZoneOffset.UTC),
                    texts(line.path("topics")),
                    texts(line.path("places"))));
        }
        news.sort(Comparator.comparing(News::at));
        return news;
    }

    /// 10kGNAD: one category each, and no date.
    static List<News> german() {
        List<News> news = new ArrayList<>();
        for (JsonNode line : lines("news-de-10kgnad/articles.jsonl.gz")) {
            news.add(new News(
                    new ArticleText("", line.path("text").asText(), Locale.GERMAN),
                    Instant.EPOCH,
                    Set.of(line.path("category").asText()),
                    Set.of()));
        }
        return news;
    }

    /// German Wikinews: who is quoted there by a whole name.
    static List<News> wikinews() {
        List<News> news = new ArrayList<>();
        for (JsonNode line : lines("news-wikinews/de.jsonl.gz")) {
            String date = line.path("date").asText();
            if (date.compareTo("2004") > 0) {
                news.add(new News(
                        new ArticleText(
                                line.path("title").asText(), line.path("text").asText(), Locale.GERMAN),
                        LocalDate.parse(date.substring(0, 10)).atStartOfDay().toInstant(ZoneOffset.UTC),
                        Set.of(),
                        Set.of()));
            }
        }
        news.sort(Comparator.comparing(News::at));
        return news;
    }

    RecentArticle article(long id, Reading reading) {
        return new RecentArticle(
                new ArticleId(id),
                1,
                at,
                text.language().getLanguage(),
                Optional.empty(),
                Set.of(),
                reading.counts(text));
    }

    private static Set<String> texts(JsonNode list) {
        Set<String> texts = new HashSet<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static List<JsonNode> lines(String name) {
        Path file = TestData.at(name);
        var mapper = new ObjectMapper();
        List<JsonNode> lines = new ArrayList<>();
        try (var reader = new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8))) {
            for (String next = reader.readLine(); next != null; next = reader.readLine()) {
                lines.add(mapper.readTree(next));
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return lines;
    }

    private static InputStream open(Path file) throws IOException {
        InputStream bytes = Files.newInputStream(file);
        return file.toString().endsWith(".xz") ? new XZInputStream(bytes) : new GZIPInputStream(bytes);
    }
}
