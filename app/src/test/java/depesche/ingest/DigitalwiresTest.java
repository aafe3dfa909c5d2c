package depesche.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import depesche.ingest.ImportOrder.After;
import depesche.testing.TestData;
import depesche.testing.TestNewsroom;
import depesche.web.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DigitalwiresTest {

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.open();

    private final Path wire = TestData.at("wire-dpa");

    @Test
    void everyDocumentIsTakenInOrReportedAsWhatItIsAndTheSecondTimeChangesNothing() {
        newsroom.call("POST", "/topics", "{\"labels\": {\"de\": \"Ukraine\"}, \"aliases\": [\"Kunst\", \"Verkehr\"]}");

        List<ImportEntry> first = importAll(After.PUBLISH);
        List<ImportEntry> again = importAll(After.PUBLISH);

        assertThat(first).hasSize(documents().size());
        Map<String, JsonNode> byUrn = new HashMap<>();
        documents().forEach(document -> byUrn.put(document.path("urn").asText(), document));
        for (ImportEntry entry : first) {
            JsonNode document = byUrn.getOrDefault(
                    entry.externalId(), Json.read("{}".getBytes()).orElseThrow());
            assertThat(entry.taken() instanceof Taken.Refused)
                    .as(entry.toString())
                    .isEqualTo(document.path("article_html").asText("").isBlank());
        }
        assertThat(again)
                .filteredOn(entry -> !(entry.taken() instanceof Taken.Refused))
                .allMatch(entry -> entry.taken() instanceof Taken.Unchanged);
        everyArticleCarriesWhatItsDocumentSays(byUrn, first);
        nothingPrivateIsAnywhere();
    }

    private void everyArticleCarriesWhatItsDocumentSays(Map<String, JsonNode> byUrn, List<ImportEntry> entries) {
        for (ImportEntry entry : entries) {
            if (entry.taken() instanceof Taken.Created(var id)) {
                JsonNode document = byUrn.getOrDefault(
                        entry.externalId(), Json.read("{}".getBytes()).orElseThrow());
                JsonNode article =
                        json(newsroom.call("GET", "/articles/" + id, "").body());
                assertThat(article.path("headline").asText())
                        .isEqualTo(document.path("headline").asText().strip());
                assertThat(article.path("language").asText())
                        .isEqualTo(document.path("language").asText());
                assertThat(words(article.path("body").asText()))
                        .containsAll(words(document.path("article_html").asText()));
                assertThat(article.path("wire").path("pictures")).hasSize(pictures(document));
            }
        }
    }

    private static int pictures(JsonNode document) {
        int pictures = 0;
        for (JsonNode association : document.path("associations")) {
            pictures += association.path("type").asText().equals("image") ? 1 : 0;
        }
        return pictures;
    }

    /// Each telling word of a note that is for the newsroom only, and that stands in no public part, is sought in all
    /// that the program shows.
    private void nothingPrivateIsAnywhere() {
        StringBuilder shown = new StringBuilder();
        for (String path : List.of("/", "/feed.atom", "/feed.rss", "/feed.json", "/sitemap.xml", "/news-sitemap.xml")) {
            shown.append(newsroom.get(path).body());
        }
        for (JsonNode entry : json(newsroom.call("GET", "/articles", "").body()).path("items")) {
            shown.append(newsroom.call("GET", "/articles/" + entry.path("id").asText(), "")
                    .body());
            shown.append(
                    newsroom.get(java.net.URI.create(entry.path("url").asText()).getPath())
                            .body());
        }
        Set<String> secret = new TreeSet<>();
        Set<String> open = new TreeSet<>();
        documents().forEach(document -> {
            secret.addAll(words(privateText(document)));
            open.addAll(words(publicText(document)));
        });
        secret.removeAll(open);
        secret.removeIf(word -> word.length() < 6 || word.chars().allMatch(Character::isLetter));
        assertThat(secret).isNotEmpty();
        assertThat(words(shown.toString())).doesNotContainAnyElementsOf(secret);
    }

    private static String privateText(JsonNode document) {
        StringBuilder text = new StringBuilder(
                document.path("notepad").path("nonpublic_html").asText(""));
        for (JsonNode note : document.path("ednotes")) {
            text.append(' ')
                    .append(
                            note.path("is_publishable").asBoolean()
                                    ? ""
                                    : note.path("ednote").asText(""));
        }
        return text.toString();
    }

    private static String publicText(JsonNode document) {
        StringBuilder text = new StringBuilder();
        for (String field : List.of("article_html", "infobox_html", "linkbox_html", "headline", "teaser", "urn")) {
            text.append(document.path(field).asText("")).append(' ');
        }
        return text + document.path("associations").toString();
    }

    private static Set<String> words(String html) {
        return new TreeSet<>(List.of(Jsoup.parse(html.replace("­", "")).text().split("[\\s,;()\\[\\]]+")));
    }

    private List<ImportEntry> importAll(After after) {
        var order = new ImportOrder(List.of(wire), Format.DPA, "dpa", after);
        List<ImportEntry> entries = new ArrayList<>();
        newsroom.rooms().fileImport().run(order, FileImport.files(order), entries::add);
        return entries;
    }

    private List<JsonNode> documents() {
        try (Stream<Path> files = Files.walk(wire)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .map(file -> json(read(file)))
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static JsonNode json(String text) {
        return Json.read(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)).orElseThrow();
    }
}
