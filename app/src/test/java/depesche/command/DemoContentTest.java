package depesche.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.adobe.internal.xmp.XMPConst;
import com.adobe.internal.xmp.XMPException;
import com.adobe.internal.xmp.XMPMeta;
import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.GpsDirectory;
import com.drew.metadata.iptc.IptcDirectory;
import com.drew.metadata.xmp.XmpDirectory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import depesche.testing.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/// The made-up paper is what a visitor sees first: it has to be whole.
class DemoContentTest {

    private static final Path DEMO = TestData.repository().resolve("demo");
    private static final int LARGEST_PICTURE = 350 * 1024;
    private static final Set<String> KEYS = Set.of(
            "externalId",
            "language",
            "slugline",
            "kicker",
            "headline",
            "standfirst",
            "teaser",
            "bylines",
            "dateline",
            "sources",
            "urgency",
            "breaking",
            "topics",
            "picture");

    private record Piece(Path file, Map<String, Object> front, String body) {

        String id() {
            return String.valueOf(front.get("externalId"));
        }

        List<?> topics() {
            return (List<?>) front.get("topics");
        }

        Path picture() {
            return file.resolveSibling(String.valueOf(front.get("picture"))).normalize();
        }
    }

    @Test
    void everyArticleCarriesWhatAnArticlePageShows() throws IOException {
        assertThat(articles()).hasSizeGreaterThan(15).allSatisfy(piece -> {
            assertThat(piece.front()).as(piece.id()).containsKeys(KEYS.toArray(String[]::new));
            assertThat(piece.front().keySet().stream().filter(key -> !key.equals("translationOf")))
                    .isSubsetOf(KEYS);
            assertThat(piece.front().values())
                    .noneMatch(value -> String.valueOf(value).isBlank());
            assertThat(piece.body().split("\\s+").length).as(piece.id()).isBetween(350, 900);
            assertThat(piece.body()).as(piece.id()).contains("\n## ");
        });
    }

    @Test
    void articlesHaveNamesOfTheirOwn() throws IOException {
        assertThat(articles()).extracting(Piece::id).doesNotHaveDuplicates();
    }

    @Test
    void oneArticleIsBreaking() throws IOException {
        assertThat(articles())
                .filteredOn(piece -> piece.front().get("breaking").equals(true))
                .hasSize(1);
    }

    @Test
    void topicsOfArticlesAndReadersAreKnown() throws IOException {
        Set<String> known = topics();

        assertThat(articles())
                .allSatisfy(piece -> assertThat(piece.topics())
                        .as(piece.id())
                        .isNotEmpty()
                        .doesNotHaveDuplicates()
                        .allMatch(topic -> known.contains(String.valueOf(topic))));
        assertThat(readers())
                .allSatisfy(reader -> assertThat(reader.findValuesAsText("topic"))
                        .doesNotHaveDuplicates()
                        .allMatch(known::contains));
    }

    @Test
    void parentsComeBeforeTheirChildren() throws IOException {
        Set<String> seen = new HashSet<>();
        for (JsonNode topic : json("topics.json")) {
            assertThat(topic.path("labels").path("de").asText()).isNotBlank();
            assertThat(topic.path("labels").path("en").asText()).isNotBlank();
            if (topic.has("parent")) {
                assertThat(seen).contains(topic.get("parent").asText());
            }
            assertThat(seen.add(topic.get("slug").asText())).isTrue();
        }
    }

    @Test
    void translationsFollowWhatTheyTranslate() throws IOException {
        Map<String, Piece> seen = new HashMap<>();
        for (Piece piece : articles()) {
            if (piece.front().get("translationOf") instanceof String original) {
                assertThat(seen).containsKey(original);
                assertThat(seen.get(original).front().get("language"))
                        .isNotEqualTo(piece.front().get("language"));
            }
            seen.put(piece.id(), piece);
        }
        assertThat(seen.values())
                .filteredOn(piece -> piece.front().containsKey("translationOf"))
                .hasSize(2);
    }

    @Test
    void everyPictureSaysWhatItShowsAndWhoMadeIt() throws IOException {
        assertThat(articles()).extracting(Piece::picture).allSatisfy(picture -> {
            assertThat(picture).startsWith(DEMO).isNotEmptyFile();
            assertThat(Files.size(picture)).as(picture.toString()).isLessThan(LARGEST_PICTURE);
            IptcDirectory iptc = metadata(picture).getFirstDirectoryOfType(IptcDirectory.class);
            XMPMeta xmp = metadata(picture)
                    .getFirstDirectoryOfType(XmpDirectory.class)
                    .getXMPMeta();
            assertThat(iptc.getString(IptcDirectory.TAG_CAPTION))
                    .isEqualTo(localized(xmp, XMPConst.NS_DC, "description"));
            assertThat(iptc.getString(IptcDirectory.TAG_CREDIT)).startsWith("Illustration: ");
            assertThat(iptc.getString(IptcDirectory.TAG_BY_LINE)).isNotBlank();
            assertThat(localized(xmp, XMPConst.NS_IPTCCORE, "AltTextAccessibility"))
                    .isNotBlank();
        });
    }

    @Test
    void onePictureCarriesAPositionForTheSiteToTakeOut() {
        Metadata lighthouse = metadata(DEMO.resolve("pictures/leuchtturm.jpg"));

        assertThat(lighthouse.getFirstDirectoryOfType(GpsDirectory.class).getGeoLocation())
                .isNotNull();
    }

    @Test
    void theArticleToBeAnnouncedHasFourTopicsAndReadersForThem() throws IOException {
        String announced = json("newsroom.json").get("announce").asText();

        Piece piece = articles().stream()
                .filter(each -> each.id().equals(announced))
                .findAny()
                .orElseThrow();

        assertThat(piece.topics()).hasSize(4);
        assertThat(readers())
                .filteredOn(reader -> reader.findValuesAsText("topic").stream().anyMatch(piece.topics()::contains))
                .hasSizeGreaterThan(20);
        assertThat(readers())
                .filteredOn(reader -> reader.findValuesAsText("topic").containsAll(piece.topics()))
                .isNotEmpty();
    }

    @Test
    void readersAreMadeUpAndHaveConsented() throws IOException {
        assertThat(readers()).hasSizeGreaterThan(50).allSatisfy(reader -> {
            assertThat(reader.get("email").asText()).endsWith(".example");
            assertThat(reader.path("consent").path("at").asText()).endsWith("Z");
            assertThat(reader.path("consent").path("source").asText()).isNotBlank();
            assertThat(reader.findValuesAsText("cadence")).allMatch("instant"::equals);
        });
        assertThat(readers()).extracting(reader -> reader.get("email").asText()).doesNotHaveDuplicates();
        assertThat(readers())
                .filteredOn(reader -> reader.path("suppressed").asBoolean())
                .hasSize(1);
    }

    private static List<Piece> articles() throws IOException {
        try (Stream<Path> files = Files.list(DEMO.resolve("articles"))) {
            return files.sorted().map(DemoContentTest::piece).toList();
        }
    }

    private static Piece piece(Path file) {
        String[] parts = text(file).split("(?m)^---\n", 3);
        return new Piece(file, new Yaml().load(parts[1]), parts[2]);
    }

    private static Set<String> topics() throws IOException {
        return StreamSupport.stream(json("topics.json").spliterator(), false)
                .map(topic -> topic.get("slug").asText())
                .collect(HashSet::new, Set::add, Set::addAll);
    }

    private static List<JsonNode> readers() throws IOException {
        var mapper = new ObjectMapper();
        try (var lines = mapper.readerFor(JsonNode.class)
                .<JsonNode>readValues(DEMO.resolve("readers.ndjson").toFile())) {
            return lines.readAll();
        }
    }

    private static JsonNode json(String name) throws IOException {
        return new ObjectMapper().readTree(text(DEMO.resolve(name)));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException broken) {
            throw new AssertionError(file.toString(), broken);
        }
    }

    private static Metadata metadata(Path picture) {
        try {
            return ImageMetadataReader.readMetadata(picture.toFile());
        } catch (ImageProcessingException | IOException broken) {
            throw new AssertionError(picture.toString(), broken);
        }
    }

    private static String localized(XMPMeta xmp, String namespace, String name) {
        try {
            return xmp.getLocalizedText(namespace, name, null, XMPConst.X_DEFAULT)
                    .getValue();
        } catch (XMPException broken) {
            throw new AssertionError(name, broken);
        }
    }
}
