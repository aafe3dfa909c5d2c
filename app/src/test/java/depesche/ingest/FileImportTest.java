package depesche.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.ingest.ImportOrder.After;
import depesche.picture.PictureImport;
import depesche.testing.TestData;
import depesche.testing.TestNewsroom;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class FileImportTest {

    private static final Path PICTURE = TestData.repository().resolve("demo/pictures/sturmflut.jpg");

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.open();

    @TempDir
    private Path folder;

    @Test
    void aPictureThatIsNotTakenIsReportedWithItsReason() throws IOException {
        Files.writeString(folder.resolve("text.jpg"), "no picture at all");
        Files.write(folder.resolve("cut.jpg"), Arrays.copyOf(Files.readAllBytes(PICTURE), 20_000));
        empty("huge.jpg", PictureImport.MAX_BYTES + 1L);
        empty("large.jpg", PictureImport.MAX_BYTES);
        Files.copy(PICTURE, folder.resolve("whole.jpg"));

        assertThat(why("text.jpg")).isEqualTo("text.jpg is not taken: it is not a JPEG, PNG, WebP, GIF or TIFF");
        assertThat(why("cut.jpg")).startsWith("cut.jpg is not taken: it").containsAnyOf("ends too early", "be read");
        assertThat(why("huge.jpg")).contains("is not taken", "larger than 30000000 bytes");
        assertThat(why("large.jpg")).contains("is not taken", "not a JPEG");
        assertThat(why("missing.jpg")).isEqualTo("missing.jpg is not there");
        assertThat(why("../elsewhere.jpg")).isEqualTo("../elsewhere.jpg lies outside the folder of the import");
        assertThat(imported("whole.jpg", After.SAVE).taken()).isInstanceOf(Taken.Created.class);
    }

    @Test
    void whatADryRunCannotReadItReports() throws IOException {
        empty("huge.jpg", PictureImport.MAX_BYTES + 1L);

        assertThat(imported("huge.jpg", After.DRY_RUN).json().get("why").toString())
                .contains("huge.jpg is not taken");
    }

    private String why(String picture) throws IOException {
        ImportEntry entry = imported(picture, After.SAVE);
        assertThat(entry.json()).containsEntry("outcome", "refused").doesNotContainKey("articleId");
        return entry.json().get("why").toString().replaceFirst("^picture: ", "");
    }

    private ImportEntry imported(String picture, After after) throws IOException {
        Path inside = Files.createDirectories(folder).resolve("sturm.md");
        Files.writeString(inside, """
                ---
                headline: Sturm
                externalId: sturm-%s
                topics: []
                picture: %s
                ---
                Der Wind kam um drei.
                """.formatted(Math.abs(picture.hashCode()), picture));
        var order = new ImportOrder(List.of(folder), Format.MARKDOWN, "test", after);
        List<ImportEntry> entries = new ArrayList<>();
        newsroom.rooms().fileImport().run(order, FileImport.files(order), entries::add);
        return entries.getFirst();
    }

    private void empty(String name, long length) throws IOException {
        try (var file = new RandomAccessFile(folder.resolve(name).toFile(), "rw")) {
            file.setLength(length);
        }
    }
}
