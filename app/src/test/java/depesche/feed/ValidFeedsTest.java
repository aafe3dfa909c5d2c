package depesche.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import depesche.account.ReaderId;
import depesche.testing.NpmTools;
import depesche.testing.RelaxNg;
import depesche.testing.TestData;
import depesche.testing.TestNewsroom;
import depesche.testing.Waiting;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Each feed and sitemap, in each of its parts, against grammars and schemas that are not made from our code.
class ValidFeedsTest {

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.open();

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String[] NASTY = {
        "<b>„Sturm“</b> & Söhne ]]>",
        "&amp; &lt;script&gt;alert(1)&lt;/script&gt;",
        "<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]>",
        "שלום \u202Eحاملة\u202C 👩‍👩‍👧 \uFEFF\u0085",
        "'\"><![CDATA[ <?xml version=\"1.1\"?> %00 \\u0000"
    };

    private static final List<String> LISTS = List.of("", "/topics/kai", "/topics/hafen", "/stories/streik");
    private static String author = "";

    @BeforeAll
    static void fillThePaper() throws IOException {
        call("/topics", Map.of("slug", "hafen", "labels", Map.of("de", "Hafen & <Kai> \"]]>")));
        call("/topics", Map.of("slug", "kai", "labels", Map.of("de", "Kai"), "parent", "hafen"));
        call("/stories", Map.of("slug", "streik", "labels", Map.of("de", "Streik & 'Ruhe'")));
        String first = publish("Der erste", Map.of("pictureId", picture()));
        String ended = publish("Der zweite", Map.of());
        for (String headline : NASTY) {
            publish(headline, Map.of("pictureId", picture(), "kicker", headline, "bylines", List.of("Ida <&> Klein")));
        }
        for (int i = 1; i <= 40; i++) {
            publish("Tag " + i, Map.of());
        }
        amend(first, "correction", Map.of("note", "Es war <nicht> der erste & ]]>.", "headline", "Der nullte"));
        amend(ended, "kill", Map.of("reason", "wrong"));
        amend(publish("Auch er", Map.of()), "kill", Map.of("reason", "wrong"));
        author = JSON.readTree(newsroom.call("GET", "/authors", "").body())
                .at("/items/0/slug")
                .asText();
        Waiting.until("it is found", () -> {
            newsroom.clock().advance(Duration.ofSeconds(6));
            return newsroom.get("/search/feed.json?q=Tag").body().contains("Tag 33");
        });
    }

    @Test
    void atomIsAtom() {
        Map<String, String> feeds = feeds(".atom");
        feeds.put("private", newsroom.get(privateFeed()).body());

        assertThat(feeds.values()).anyMatch(feed -> feed.contains("<at:deleted-entry"));
        assertThat(feeds.values()).anyMatch(feed -> feed.contains("<fh:archive/>"));
        assertThat(feeds.values()).anyMatch(feed -> feed.contains("rel=\"enclosure\""));
        assertThat(feeds.get("private")).contains("<entry ");
        assertThat(RelaxNg.faults(ValidFeedsTest.class, "atom.rnc", feeds)).isEmpty();
    }

    @Test
    void rssIsRss() {
        Map<String, String> feeds = feeds(".rss");

        assertThat(feeds.values()).anyMatch(feed -> feed.contains("Ein Artikel wurde zurückgezogen"));
        assertThat(RelaxNg.faults(ValidFeedsTest.class, "rss.rnc", feeds)).isEmpty();
    }

    @Test
    void jsonFeedIsJsonFeed() throws IOException {
        String rules = Files.readString(NpmTools.ofFeeds("jsonfeed-schema/schema-v1.1.json"));
        JsonSchema schema = JsonSchemaFactory.getInstance(VersionFlag.V7)
                .getSchema(
                        rules,
                        SchemaValidatorsConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build());

        for (var feed : feeds(".json").entrySet()) {
            assertThat(schema.validate(JSON.readTree(feed.getValue())))
                    .as(feed.getKey())
                    .isEmpty();
        }
    }

    @Test
    void sitemapsAreSitemaps() throws Exception {
        Map<String, String> sitemaps = Stream.of("/sitemap.xml", "/sitemap-1.xml", "/news-sitemap.xml")
                .collect(Collectors.toMap(
                        path -> path, path -> newsroom.get(path).body()));
        sitemaps.put("index", Sitemap.index(3, new FeedAddresses(newsroom.baseUrl(), "", java.util.Locale.GERMAN, "")));

        assertThat(RelaxNg.faults(ValidFeedsTest.class, "sitemap.rnc", sitemaps))
                .isEmpty();
        var schema = SchemaFactory.newDefaultInstance()
                .newSchema(NpmTools.ofFeeds("sitemap/schema/sitemap.xsd").toFile());
        schema.newValidator().validate(new StreamSource(new java.io.StringReader(sitemaps.get("/sitemap.xml"))));
        for (String path : List.of("/sitemap.xml", "/news-sitemap.xml")) {
            assertThat(ForeignReaders.node("sitemap", newsroom.baseUrl() + path).path("entries"))
                    .as("read by a library that takes nothing it does not know")
                    .hasSizeGreaterThan(40);
        }
    }

    @Test
    void headlinesThatBrokeOtherProgramsBreakNoFeed() throws IOException {
        String[] nasty = JSON.readValue(TestData.at("nasty-text/blns.json").toFile(), String[].class);
        int published = 0;
        for (int i = 0; i < nasty.length; i += 4) {
            published += tryToPublish(nasty[i], Map.of("teaser", nasty[i])) ? 1 : 0;
        }

        assertThat(published).isGreaterThan(40);
        assertThat(RelaxNg.faults(ValidFeedsTest.class, "atom.rnc", feeds(".atom")))
                .isEmpty();
        assertThat(RelaxNg.faults(ValidFeedsTest.class, "rss.rnc", feeds(".rss")))
                .isEmpty();
        assertThat(RelaxNg.faults(
                        ValidFeedsTest.class,
                        "sitemap.rnc",
                        Map.of("news", newsroom.get("/news-sitemap.xml").body())))
                .isEmpty();
        jsonFeedIsJsonFeed();
    }

    /// All there are of this form, in all their parts.
    private static Map<String, String> feeds(String ending) {
        Map<String, String> feeds = new LinkedHashMap<>();
        for (String list :
                Stream.concat(LISTS.stream(), Stream.of("/authors/" + author)).toList()) {
            String query = "";
            while (!query.equals("none")) {
                feeds.put(list + ending + query, body(list + "/feed" + ending + query));
                query = next(body(list + "/feed.json" + query));
            }
        }
        for (String query : List.of("?q=Tag", "?q=%3Cb%3E+%22%26%5D%5D%3E", "?q=%00%EF%BF%BF")) {
            feeds.put("search" + ending + query, body("/search/feed" + ending + query));
        }
        assertThat(feeds).hasSizeGreaterThan(10);
        return feeds;
    }

    private static String body(String path) {
        HttpResponse<String> answer = newsroom.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    private static String next(String feed) {
        try {
            return JSON.readTree(feed)
                    .path("next_url")
                    .asText("?none")
                    .replaceFirst(".*\\?", "?")
                    .replace("?none", "none");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String privateFeed() {
        newsroom.call("POST", "/readers/import", """
                {"email": "ida@reader.example", "follows": [{"topic": "hafen", "cadence": "daily"}], \
                "consent": {"at": "2026-01-01T00:00:00Z", "source": "test"}}
                """);
        var rooms = newsroom.rooms();
        return rooms.ground().db().write(tx -> {
            var ida = new ReaderId(tx.createQuery("select max(id) from reader")
                    .mapTo(Integer.class)
                    .one());
            rooms.channels().feeds().renew(tx, ida);
            return "/feeds/" + rooms.channels().feeds().token(tx, ida).orElseThrow() + ".atom";
        });
    }

    private static String publish(String headline, Map<String, Object> more) {
        var answer = new ArrayList<String>();
        assertThat(tryToPublish(headline, more, answer)).as(answer.toString()).isTrue();
        return answer.getFirst();
    }

    private static boolean tryToPublish(String headline, Map<String, Object> more) {
        return tryToPublish(headline, more, new ArrayList<>());
    }

    private static boolean tryToPublish(String headline, Map<String, Object> more, List<String> told) {
        Map<String, Object> fields = new LinkedHashMap<>(Map.of(
                "headline",
                headline,
                "body",
                "<p>Kein Schiff läuft aus.</p>",
                "topics",
                List.of("kai"),
                "story",
                "streik",
                "bylines",
                List.of("Ida Klein")));
        fields.putAll(more);
        JsonNode draft = call("/articles", fields);
        newsroom.clock().advance(Duration.ofMinutes(1));
        JsonNode done = call("/articles/" + draft.path("id").asText("0") + "/publication", Map.of("alert", false));
        told.add(done.has("url") ? draft.path("id").asText() : draft + " " + done);
        return done.has("url");
    }

    private static void amend(String article, String how, Map<String, Object> fields) {
        newsroom.clock().advance(Duration.ofMinutes(1));
        assertThat(call("/articles/" + article + "/" + how, fields).has("revision"))
                .isTrue();
    }

    private static JsonNode call(String path, Map<String, Object> fields) {
        try {
            return JSON.readTree(
                    newsroom.call("POST", path, JSON.writeValueAsString(fields)).body());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String picture() throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(1300, 700, BufferedImage.TYPE_INT_RGB), "jpg", bytes);
        return JSON.readTree(
                        newsroom.send(HttpRequest.newBuilder(newsroom.baseUrl().resolve("/api/v1/pictures"))
                                        .header("Authorization", "Bearer " + newsroom.token())
                                        .POST(HttpRequest.BodyPublishers.ofByteArray(bytes.toByteArray()))
                                        .build())
                                .body())
                .path("id")
                .asText();
    }
}
