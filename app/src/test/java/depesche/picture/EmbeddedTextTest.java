package depesche.picture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import depesche.testing.TestData;
import depesche.text.PlainLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/// Against what ExifTool reads from the same files, field by field, XMP before IPTC before Exif.
class EmbeddedTextTest {

    private static final List<String> CAMERAS_WORDS =
            List.of("OLYMPUS DIGITAL CAMERA", "SANYO DIGITAL CAMERA", "SAMSUNG", "DSC00019", "000007", "18679");

    @Test
    void wordsInPicturesAreReadAsExifToolReadsThem() throws IOException {
        var folder = TestData.at("pictures");
        var expectations = new ObjectMapper()
                .readTree(folder.resolve("expected-exiftool.json").toFile());

        var different = new ArrayList<String>();
        int compared = 0;
        for (var expected : expectations) {
            var path = folder.resolve(expected.path("SourceFile").asText());
            var bytes = Files.readAllBytes(path);
            if (PictureFormat.of(bytes).isPresent() && !path.toString().contains("/damaged/")) {
                compare(path, bytes, expected, different);
                compared++;
            }
        }

        assertThat(different).isEmpty();
        assertThat(compared).isGreaterThan(40);
    }

    private static void compare(Path path, byte[] bytes, JsonNode expected, List<String> different) throws IOException {
        var read = read(bytes);
        check(path, "caption", read.caption(), caption(expected), different);
        check(path, "credit", read.credit(), first(expected, "XMP-photoshop:Credit", "IPTC:Credit"), different);
        check(
                path,
                "byline",
                read.byline(),
                first(expected, "XMP-dc:Creator", "IPTC:By-line", "IFD0:Artist"),
                different);
        check(path, "alt", read.alt(), first(expected, "XMP-iptcCore:AltTextAccessibility"), different);
    }

    private static Optional<String> caption(JsonNode expected) {
        return first(expected, "XMP-dc:Description", "IPTC:Caption-Abstract")
                .or(() -> first(expected, "IFD0:ImageDescription").filter(text -> !CAMERAS_WORDS.contains(text)));
    }

    private static Optional<String> first(JsonNode expected, String... names) {
        for (var name : names) {
            var value = expected.path(name);
            var text = value.isArray()
                    ? String.join(
                            ", ",
                            StreamSupport.stream(value.spliterator(), false)
                                    .map(JsonNode::asText)
                                    .toList())
                    : value.asText();
            var line = PlainLine.of(text).value();
            if (!line.isEmpty()) {
                return Optional.of(line);
            }
        }
        return Optional.empty();
    }

    private static void check(
            Path path, String field, Optional<String> read, Optional<String> expected, List<String> different) {
        if (!read.equals(expected)) {
            different.add(path.getFileName() + " " + field + ": " + read + " but ExifTool " + expected);
        }
    }

    private static PictureText read(byte[] bytes) throws IOException {
        return new EmbeddedText(PictureReading.metadata(bytes)).read();
    }
}
