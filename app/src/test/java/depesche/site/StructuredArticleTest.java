package depesche.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import depesche.article.Article;
import depesche.article.Submission;
import depesche.picture.PictureImport;
import depesche.picture.PictureResult;
import depesche.testing.TestData;
import depesche.testing.TestPaper;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The JSON-LD of an article, held to what schema.org says of the types and properties it uses.
class StructuredArticleTest {

    private static final String HOSTILE = "</script><script>alert(1)</script><!-- ]]> \"\\u003c\\ & \u2028\u2029 'x";
    private static final ObjectMapper JSON = new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private static final Predicate<JsonNode> TEXT =
            node -> node.isTextual() && !node.asText().isBlank();
    private static final Predicate<JsonNode> URL = node -> node.isTextual()
            && "https".equals(URI.create(node.asText()).getScheme())
            && "lantern.example".equals(URI.create(node.asText()).getHost());
    private static final Predicate<JsonNode> TIME = node -> OffsetDateTime.parse(node.asText()) != null;
    private static final Predicate<JsonNode> LANGUAGE =
            node -> new Locale.Builder().setLanguageTag(node.asText()).build() != null;
    private static final Predicate<JsonNode> DURATION =
            node -> Duration.parse(node.asText()).isPositive();
    private static final Predicate<JsonNode> LENGTH = node -> node.isInt() && node.asInt() > 0;
    private static final Predicate<JsonNode> TEXTS = node -> each(node).allMatch(TEXT);

    /// What each type may say of itself here, and in which form.
    private static final Map<String, Map<String, Predicate<JsonNode>>> VOCABULARY = Map.of(
            "NewsArticle",
            Map.ofEntries(
                    Map.entry("mainEntityOfPage", URL),
                    Map.entry("url", URL),
                    Map.entry("headline", TEXT),
                    Map.entry("description", TEXT),
                    Map.entry("inLanguage", LANGUAGE),
                    Map.entry("datePublished", TIME),
                    Map.entry("dateModified", TIME),
                    Map.entry("author", node -> things(node, "Person", "NewsMediaOrganization")),
                    Map.entry("publisher", node -> things(node, "NewsMediaOrganization")),
                    Map.entry("image", node -> things(node, "ImageObject")),
                    Map.entry("articleSection", TEXT),
                    Map.entry("keywords", TEXTS),
                    Map.entry("timeRequired", DURATION),
                    Map.entry("isAccessibleForFree", JsonNode::isBoolean)),
            "ImageObject",
            Map.of("url", URL, "width", LENGTH, "height", LENGTH, "caption", TEXT, "creditText", TEXT),
            "NewsMediaOrganization",
            Map.of("name", TEXT, "url", URL, "logo", node -> things(node, "ImageObject")),
            "Person",
            Map.of("name", TEXT, "url", URL));

    private static final String[] NEEDED = {
        "mainEntityOfPage",
        "url",
        "headline",
        "inLanguage",
        "datePublished",
        "dateModified",
        "author",
        "publisher",
        "image",
        "isAccessibleForFree"
    };

    @RegisterExtension
    static final TestPaper paper = new TestPaper();

    private static String picture = "";

    @BeforeAll
    static void pictureAndTopic() throws Exception {
        paper.topic("hafen", "Hafen", "Harbour", "");
        byte[] bytes = Files.readAllBytes(TestData.repository().resolve("demo/pictures/sturmflut.jpg"));
        if (new PictureImport(paper.database(), paper.clock).take(bytes)
                instanceof PictureResult.Taken(var taken, var _)) {
            picture = Long.toString(taken.id().value());
        }
    }

    @Test
    void everyValueHasTheFormThatItsTypeAsksFor() throws Exception {
        Article article = paper.publish(article("Sturm sperrt den Hafen", "Tom Tinte"));
        Document page = page(article);
        JsonNode data = data(page);

        assertThat(data.path("@context").asText()).isEqualTo("https://schema.org");
        assertThat(faults(data)).isEmpty();
        assertThat(data.fieldNames()).toIterable().contains(NEEDED);
        assertThat(data.path("headline").asText()).isEqualTo("Sturm sperrt den Hafen");
        assertThat(data.path("mainEntityOfPage").asText())
                .isEqualTo(page.select("link[rel=canonical]").attr("href"));
        assertThat(data.path("inLanguage").asText()).isEqualTo("de");
        assertThat(data.path("author").findValuesAsText("name")).containsExactly("Tom Tinte");
        assertThat(data.path("publisher").path("name").asText()).isEqualTo("The Lantern");
        assertThat(data.path("isAccessibleForFree").asBoolean()).isTrue();
        JsonNode image = data.path("image").get(0);
        assertThat(paper.get(URI.create(image.path("url").asText()).getPath()).statusCode())
                .isEqualTo(200);
        assertThat(image.path("caption").asText()).isEqualTo("Die Flut am Kai");
        assertThat(image.path("creditText").asText()).isEqualTo("Ida Bild");
    }

    @Test
    void whatWasChangedSaysWhenAndWhatWasNotIsAsOldAsItsPublication() throws Exception {
        Article article = paper.publish(article("Vorher", "Tom Tinte"));
        JsonNode before = data(page(article));
        paper.edit(article, article("Vorher", "Ada Abend"));
        JsonNode after = data(page(article));

        assertThat(time(before, "dateModified")).isEqualTo(time(before, "datePublished"));
        assertThat(time(after, "datePublished")).isEqualTo(time(before, "datePublished"));
        assertThat(time(after, "dateModified")).isAfter(time(after, "datePublished"));
    }

    @Test
    void whatAnArticleDoesNotHaveIsLeftOut() throws Exception {
        var bare = new Submission(
                "Nur ein Satz",
                none(),
                none(),
                none(),
                "<p>Mehr nicht.</p>",
                Optional.of("en"),
                List.of(),
                none(),
                List.of(),
                none(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                false,
                List.of("hafen"),
                none(),
                none(),
                Optional.empty(),
                none());
        JsonNode data = data(page(paper.publish(bare)));

        assertThat(faults(data)).isEmpty();
        assertThat(data.has("image")).isFalse();
        assertThat(data.path("author").get(0).path("@type").asText()).isEqualTo("NewsMediaOrganization");
    }

    @Test
    void hostileWordsStayInsideTheBlock() throws Exception {
        Article article = paper.publish(article(HOSTILE, HOSTILE));
        Document page = page(article);
        JsonNode data = data(page);

        assertThat(page.select("script")).hasSize(1);
        assertThat(page.selectFirst("script").data()).doesNotContain("<", ">", "\u2028", "\u2029");
        assertThat(faults(data)).isEmpty();
        assertThat(data.path("headline").asText()).isEqualTo(article.revision().headline());
        assertThat(data.path("headline").asText()).startsWith("</script><script>alert(1)</script>");
        assertThat(data.path("author").get(0).path("name").asText()).startsWith("script><script>");
    }

    /// Everything that schema.org does not know of such a thing, or not in this form.
    private static List<String> faults(JsonNode thing) {
        List<String> faults = new ArrayList<>();
        var known = VOCABULARY.getOrDefault(thing.path("@type").asText(), Map.of());
        thing.properties().stream()
                .filter(property -> !property.getKey().startsWith("@"))
                .filter(property ->
                        !known.getOrDefault(property.getKey(), _ -> false).test(property.getValue()))
                .forEach(property -> faults.add(property.toString()));
        return faults;
    }

    private static boolean things(JsonNode node, String... types) {
        return each(node)
                .allMatch(thing -> List.of(types).contains(thing.path("@type").asText())
                        && faults(thing).isEmpty());
    }

    private static Stream<JsonNode> each(JsonNode node) {
        return node.isArray() ? node.valueStream() : Stream.of(node);
    }

    private static OffsetDateTime time(JsonNode data, String property) {
        return OffsetDateTime.parse(data.path(property).asText());
    }

    private static JsonNode data(Document page) throws Exception {
        return JSON.readTree(
                page.selectFirst("script[type=application/ld+json]").data());
    }

    private static Document page(Article article) {
        return Jsoup.parse(paper.get(article.path()).body());
    }

    private static Submission article(String headline, String author) {
        var lead = new Submission.Picture(
                picture, Optional.of("Die Flut am Kai"), Optional.of("Ida Bild"), Optional.of("Wellen"));
        return new Submission(
                headline,
                none(),
                Optional.of("Die Böen erreichten Orkanstärke."),
                none(),
                "<p>Der Wind kam.</p>",
                Optional.of("de"),
                List.of(author),
                none(),
                List.of(),
                none(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                false,
                List.of("hafen"),
                none(),
                none(),
                Optional.of(lead),
                none());
    }

    private static Optional<String> none() {
        return Optional.empty();
    }
}
