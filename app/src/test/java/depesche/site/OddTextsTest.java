package depesche.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import depesche.testing.PageChecker;
import depesche.testing.TestData;
import depesche.testing.TestNewsroom;
import depesche.text.Sanitizer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Whatever is written, and wherever it stands, the page around it is valid.
class OddTextsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FIELDS = 8;

    private static final String HEAD =
            "<!DOCTYPE html>\n<html lang=\"de\"><head><meta charset=\"utf-8\"><title>x</title></head><body><h1>x</h1>\n";

    private static final List<String> TAGS = List.of(
            ("<p>|</p>|<table>|<tr>|<td>|<th scope=col>|<td colspan=3>|<td rowspan=2>|</td>|</table>|<caption>|<thead>|<tfoot>"
                            + "|<a href=https://a.example>|</a>|<em>|</em>|<b>|</b>|<q>|<cite>|<sub>|<code>|<abbr title=x>"
                            + "|<ul>|<ol reversed start=3>|<li>|</ul>|<dl>|<dt>|<dd>|</dl>|<div>|</div>|<h1>|</h1>|<h3>|<h5>"
                            + "|<img src=/pictures/1>|<figure>|<figcaption>|</figure>|<blockquote>|</blockquote>|<pre>|</pre>"
                            + "|<br>|<hr>|text|text text| ")
                    .split("\\|"));

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.open();

    @Test
    void pagesWithOddTextsInEveryFieldAreValid() throws IOException {
        String[] texts = JSON.readValue(TestData.at("nasty-text/blns.json").toFile(), String[].class);
        newsroom.call("POST", "/topics", "{\"slug\":\"wetter\",\"labels\":{\"de\":\"<Wetter> & \\\"Klima\\\"\"}}");

        var pages = new TreeMap<String, String>();
        for (int from = 0; from + FIELDS <= texts.length; from += 2) {
            String[] some = List.of(texts).subList(from, from + FIELDS).toArray(String[]::new);
            published(some)
                    .ifPresent(path -> pages.put(name(path), newsroom.get(path).body()));
        }
        for (String path :
                List.of("/", "/topics/wetter", "/corrections", "/search?q=%3Cb%3E%22%26%27%3C%2Fscript%3E")) {
            pages.put(name(path), newsroom.get(path).body());
        }

        assertThat(pages).hasSizeGreaterThan(100);
        PageChecker.assertValid(pages);
    }

    @Test
    void whatIsLeftOfHostileHtmlIsValid() throws IOException {
        var documents = new TreeMap<String, String>();
        List<String> hostile = hostile();
        for (int from = 0; from < hostile.size(); from += 100) {
            documents.put(
                    "hostile-" + from + ".html", document(hostile.subList(from, Math.min(hostile.size(), from + 100))));
        }

        assertThat(hostile).hasSizeGreaterThan(4_000);
        PageChecker.assertValid(documents);
    }

    @Test
    void tagsPutTogetherAtRandomComeOutValid() {
        var random = new Random(20261128);
        var documents = new TreeMap<String, String>();
        for (int page = 0; page < 20; page++) {
            documents.put(
                    "random-" + page + ".html",
                    document(IntStream.range(0, 100)
                            .mapToObj(_ -> IntStream.range(0, 14)
                                    .mapToObj(_ -> TAGS.get(random.nextInt(TAGS.size())))
                                    .collect(Collectors.joining()))
                            .toList()));
        }

        // That a row is shorter than the first is said of any table that somebody wrote so.
        assertThat(PageChecker.faults(documents))
                .filteredOn(fault -> !fault.contains("A table row was"))
                .isEmpty();
    }

    private static String document(List<String> bodies) {
        return bodies.stream()
                .map(html -> "<div>" + Sanitizer.clean(html) + "</div>\n")
                .collect(Collectors.joining("", HEAD, "</body></html>"));
    }

    private static List<String> hostile() throws IOException {
        var hostile = new ArrayList<String>();
        var lines = new GZIPInputStream(Files.newInputStream(TestData.at("nasty-html/xss-payloads.txt.gz")));
        try (var reader = new BufferedReader(new InputStreamReader(lines, StandardCharsets.UTF_8))) {
            reader.lines().forEach(hostile::add);
        }
        JSON.readTree(TestData.at("nasty-html/dompurify-expect.json").toFile())
                .forEach(attack -> hostile.add(attack.path("payload").asText()));
        hostile.addAll(
                List.of(JSON.readValue(TestData.at("nasty-text/blns.json").toFile(), String[].class)));
        return hostile;
    }

    /// Where the article stands, if it was taken at all.
    private static Optional<String> published(String[] texts) throws IOException {
        var fields = JSON.createObjectNode();
        fields.put("headline", texts[0])
                .put("kicker", texts[1])
                .put("standfirst", texts[2])
                .put("teaser", texts[3])
                .put("dateline", texts[4])
                .put("body", "<p>Vorweg.</p>" + texts[5]);
        fields.putArray("bylines").add(texts[6]);
        fields.putArray("sources").add(texts[7]).add(texts[0]);
        fields.putArray("topics").add("wetter");
        var answer = newsroom.call("POST", "/articles", fields.toString());
        if (answer.statusCode() != 201) {
            return Optional.empty();
        }
        String article = "/articles/" + JSON.readTree(answer.body()).path("id").asText();
        JsonNode published = JSON.readTree(newsroom.call("POST", article + "/publication", "{\"alert\":false}")
                .body());
        String note = JSON.writeValueAsString(Map.of("note", texts[3] + "."));
        newsroom.call("POST", article + "/correction", note);
        return Optional.of(published.path("url").asText())
                .filter(url -> !url.isEmpty())
                .map(url -> url.substring(newsroom.baseUrl().toString().length()));
    }

    private static String name(String path) {
        return path.replaceAll("[^a-z0-9]", "-") + ".html";
    }
}
