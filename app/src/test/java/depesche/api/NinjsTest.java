package depesche.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import depesche.testing.TestData;
import depesche.testing.TestNewsroom;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What partners get, held against the schemas that IPTC publishes.
class NinjsTest {

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.open();

    private static final ObjectMapper JSON = new ObjectMapper();

    @BeforeAll
    static void topics() {
        newsroom.call(
                "POST", "/topics", "{\"slug\": \"hafen\", \"labels\": {\"de\": \"Häfen\", \"en\": \"Harbours\"}}");
        newsroom.call("POST", "/stories", "{\"slug\": \"streik\", \"labels\": {\"de\": \"Streik\"}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.1", "2.2", "1.6"})
    void everyVersionIsAsItsSchemaSays(String version) throws IOException {
        JsonSchema schema = schema(version);
        String plain = draft("Ebbe", Map.of());
        String rich = draft("Flut <&> Sturm", rich());
        String embargoed = draft("Noch nicht", Map.of("embargoUntil", "2027-01-01T00:00:00Z"));
        String killed = draft("Ente", rich());
        publish(plain);
        publish(rich);
        publish(killed);
        amend(rich, "correction", "{\"note\": \"Es war <keine> Flut.\"}");
        amend(killed, "kill", "{\"reason\": \"Geheim\"}");

        for (String article : List.of(plain, rich, embargoed, killed)) {
            JsonNode ninjs = ninjs("/articles/" + article + "/ninjs?version=" + version);
            assertThat(schema.validate(ninjs)).as(ninjs.toPrettyString()).isEmpty();
        }
        for (JsonNode item : ninjs("/ninjs?version=" + version).path("items")) {
            assertThat(schema.validate(item)).as(item.toPrettyString()).isEmpty();
        }
    }

    @Test
    void aPartnerReadsAllThatReadersSee() {
        String article = draft("Flut", rich());
        publish(article);
        amend(article, "correction", "{\"note\": \"Es war Ebbe.\", \"headline\": \"Ebbe\"}");

        JsonNode ninjs = ninjs("/articles/" + article + "/ninjs");

        assertThat(ninjs.path("uri").asText()).isEqualTo("tag:127.0.0.1,2026:article/" + article);
        assertThat(ninjs.path("version").asText()).isEqualTo("2");
        assertThat(ninjs.path("pubStatus").asText()).isEqualTo("usable");
        assertThat(ninjs.at("/headlines/0/value").asText()).isEqualTo("Ebbe");
        assertThat(ninjs.path("by").asText()).isEqualTo("Ida Klein, Tom Tinte");
        assertThat(ninjs.path("people").findValuesAsText("name")).containsExactly("Ida Klein", "Tom Tinte");
        assertThat(ninjs.at("/subjects/0/name").asText()).isEqualTo("Häfen");
        assertThat(ninjs.at("/subjects/0/uri").asText()).isEqualTo(newsroom.baseUrl() + "/topics/hafen");
        assertThat(ninjs.at("/events/0/name").asText()).isEqualTo("Streik");
        assertThat(ninjs.path("edNote").asText()).isEqualTo("Korrektur: Es war Ebbe.");
        JsonNode picture = ninjs.at("/associations/0");
        assertThat(picture.path("by").asText()).isEqualTo("Leuchtturm/Harms");
        assertThat(picture.path("descriptions").findValuesAsText("value"))
                .containsExactly("Der Kai", "Ein Kai ohne Schiffe");
        for (JsonNode rendition : picture.path("renditions")) {
            String address = rendition.path("href").asText();
            HttpResponse<String> seen =
                    newsroom.get(address.substring(newsroom.baseUrl().toString().length()));
            assertThat(seen.statusCode()).as(address).isEqualTo(200);
            assertThat(seen.headers().firstValue("Content-Type"))
                    .hasValue(rendition.path("contentType").asText());
        }
    }

    @Test
    void nothingOfAKilledArticleIsRepeated() {
        String article = draft("Ungeheuer", rich());
        publish(article);

        amend(article, "kill", "{\"reason\": \"Erfunden\"}");

        for (String version : List.of("3.1", "2.2", "1.6")) {
            JsonNode ninjs = ninjs("/articles/" + article + "/ninjs?version=" + version);
            assertThat(ninjs.path(version.equals("3.1") ? "pubStatus" : "pubstatus")
                            .asText())
                    .isEqualTo("canceled");
            assertThat(ninjs.toString())
                    .doesNotContainIgnoringCase("ungeheuer")
                    .doesNotContain("Schiff", "Erfunden", "Klein", "Häfen", "pictures", "Kai");
        }
    }

    @Test
    void whatIsNotOutYetIsWithheldAndInNoList() {
        newsroom.clock().advance(Duration.ofHours(1));
        Instant before = newsroom.clock().instant();
        String embargoed = draft("Vorab", Map.of("embargoUntil", "2027-01-01T00:00:00Z"));
        String spiked = draft("Verworfen", Map.of());
        newsroom.call("DELETE", "/articles/" + spiked, "");

        JsonNode ninjs = ninjs("/articles/" + embargoed + "/ninjs");

        assertThat(ninjs.path("pubStatus").asText()).isEqualTo("withheld");
        assertThat(ninjs.path("embargoedUntil").asText()).isEqualTo("2027-01-01T00:00:00Z");
        assertThat(newsroom.call("GET", "/articles/" + spiked + "/ninjs", "").statusCode())
                .isEqualTo(404);
        assertThat(ninjs("/ninjs?since=" + before).path("items")).isEmpty();
    }

    @Test
    void aListGoesOnByWhatChangedLast() {
        newsroom.clock().advance(Duration.ofHours(1));
        Instant since = newsroom.clock().instant();
        List<String> published = new ArrayList<>();
        for (int i = 0; i < 103; i++) {
            String article = draft("Tag " + i, Map.of());
            publish(article);
            published.add("tag:127.0.0.1,2026:article/" + article);
        }
        amend(published.getFirst().replaceAll(".*/", ""), "update", "{\"note\": \"Neues.\"}");
        published.add(published.removeFirst());

        List<String> listed = new ArrayList<>();
        String next = "";
        do {
            JsonNode part = ninjs("/ninjs?since=" + since + next);
            assertThat(part.path("items")).hasSizeLessThanOrEqualTo(50);
            part.path("items").forEach(item -> listed.add(item.path("uri").asText()));
            next = part.path("next").isNull()
                    ? ""
                    : "&cursor=" + part.path("next").asText();
        } while (!next.isEmpty());

        assertThat(listed).isEqualTo(published);
    }

    @Test
    void everyFaultOfAQuestionIsToldAtOnce() {
        HttpResponse<String> answer = newsroom.call("GET", "/ninjs?since=gestern&version=9&cursor=%00%27", "");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("since is", "version is one of 3.1, 2.2, 1.6", "cursor is not");
        assertThat(newsroom.call("GET", "/ninjs?since=-999999999-01-01T00:00:00Z", "")
                        .statusCode())
                .isEqualTo(400);
        assertThat(newsroom.get("/api/v1/ninjs").statusCode()).isEqualTo(401);
        assertThat(newsroom.call("GET", "/articles/99999999/ninjs", "").statusCode())
                .isEqualTo(404);
    }

    private static JsonSchema schema(String version) throws IOException {
        Path folder = TestData.at("wire-iptc/ninjs");
        String geo = Files.readString(folder.resolve("test_suite/GeoJSON-schema.json"));
        var factory = JsonSchemaFactory.getInstance(
                version.equals("1.6") ? VersionFlag.V7 : VersionFlag.V202012,
                builder -> builder.schemaLoaders(
                        loaders -> loaders.schemas(Map.of("https://geojson.org/schema/GeoJSON.json", geo))));
        return factory.getSchema(
                Files.readString(folder.resolve("schema/ninjs-schema_" + version + ".json")),
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
    }

    private static Map<String, Object> rich() {
        return Map.of(
                "kicker", "Hafen",
                "standfirst", "Die Böen.",
                "teaser", "Kein Schiff fährt.",
                "story", "streik",
                "bylines", List.of("Ida Klein", "Tom Tinte"),
                "sources", List.of("Hafenmeisterei"),
                "urgency", 3,
                "slugline", "FLUT",
                "pictureId", picture());
    }

    private static String draft(String headline, Map<String, Object> more) {
        Map<String, Object> fields = new java.util.HashMap<>(more);
        fields.putIfAbsent("body", "<p>Kein <em>Schiff</em> läuft aus.</p>");
        fields.put("headline", headline);
        fields.put("topics", List.of("hafen"));
        fields.put("dateline", "Brandmünde");
        if (more.containsKey("pictureId")) {
            fields.put("pictureCaption", "Der Kai");
            fields.put("pictureCredit", "Leuchtturm/Harms");
            fields.put("pictureAlt", "Ein Kai ohne Schiffe");
        }
        return tree(newsroom.call("POST", "/articles", text(fields)).body())
                .path("id")
                .asText();
    }

    private static void publish(String article) {
        newsroom.clock().advance(Duration.ofSeconds(1));
        assertThat(newsroom.call("POST", "/articles/" + article + "/publication", "{\"alert\": false}")
                        .body())
                .contains("publishedAt");
    }

    private static void amend(String article, String how, String fields) {
        newsroom.clock().advance(Duration.ofSeconds(1));
        assertThat(newsroom.call("POST", "/articles/" + article + "/" + how, fields)
                        .body())
                .contains("revision");
    }

    private static JsonNode ninjs(String path) {
        HttpResponse<String> answer = newsroom.call("GET", path, "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return tree(answer.body());
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String text(Map<String, Object> fields) {
        try {
            return JSON.writeValueAsString(fields);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String picture() {
        try {
            var bytes = new ByteArrayOutputStream();
            ImageIO.write(new BufferedImage(900, 600, BufferedImage.TYPE_INT_RGB), "jpg", bytes);
            return tree(newsroom.send(HttpRequest.newBuilder(newsroom.baseUrl().resolve("/api/v1/pictures"))
                                    .header("Authorization", "Bearer " + newsroom.token())
                                    .POST(HttpRequest.BodyPublishers.ofByteArray(bytes.toByteArray()))
                                    .build())
                            .body())
                    .path("id")
                    .asText();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
