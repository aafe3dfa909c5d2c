package depesche.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import depesche.ingest.ImportOrder.After;
import depesche.testing.TestNewsroom;
import depesche.web.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// What an agency takes back is killed where it is public, and never comes if it was not.
class CanceledByTheAgencyTest {

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.open();

    @TempDir
    Path folder;

    @BeforeAll
    static void topics() {
        newsroom.call("POST", "/topics", "{\"slug\": \"kunst\", \"labels\": {\"de\": \"Kunst\"}}");
    }

    @Test
    void aPublishedArticleIsKilledOnceAndItsReceiversAreTold() throws IOException {
        newsroom.call(
                "POST",
                "/readers/import",
                "{\"email\": \"ida@reader.example\", \"follows\": [{\"topic\": \"kunst\", \"cadence\": \"instant\"}],"
                        + " \"consent\": {\"at\": \"2026-01-01T00:00:00Z\", \"source\": \"test\"}}\n");
        Taken created = take("urn:one", 1, "usable", After.PUBLISH_AND_ALERT);

        Taken killed = take("urn:one", 2, "canceled", After.PUBLISH);
        Taken again = take("urn:one", 2, "canceled", After.PUBLISH);
        Taken older = take("urn:one", 1, "usable", After.PUBLISH);

        var article = ((Taken.Created) created).article();
        assertThat(killed).isEqualTo(new Taken.Updated(article));
        assertThat(again).isEqualTo(new Taken.Unchanged(article));
        assertThat(older).isInstanceOf(Taken.Unchanged.class);
        assertThat(state(article.toString())).isEqualTo("killed");
        assertThat(newsroom.get("/" + article).statusCode()).isEqualTo(410);
    }

    @Test
    void whatWasCanceledBeforeItCameDoesNotCome() throws IOException {
        Taken canceled = take("urn:two", 2, "canceled", After.PUBLISH);
        Taken late = take("urn:two", 1, "usable", After.PUBLISH);
        Taken anew = take("urn:two", 3, "usable", After.PUBLISH);

        assertThat(canceled).isInstanceOf(Taken.Refused.class);
        assertThat(late).isInstanceOf(Taken.Refused.class);
        assertThat(anew).isInstanceOf(Taken.Created.class);
    }

    @Test
    void whatIsNotPublicYetIsSpiked() throws IOException {
        Taken created = take("urn:three", 1, "usable", After.SAVE);

        take("urn:three", 2, "canceled", After.SAVE);

        assertThat(state(((Taken.Created) created).article().toString())).isEqualTo("spiked");
    }

    private Taken take(String urn, int version, String status, After after) throws IOException {
        Path file = folder.resolve("item.json");
        Files.write(
                file,
                Json.write(Map.of(
                        "format",
                        "digitalwires@1.0.0",
                        "urn",
                        urn,
                        "version",
                        version,
                        "updated",
                        "2026-02-0" + version + "T08:00:00Z",
                        "pubstatus",
                        status,
                        "language",
                        "de",
                        "headline",
                        "Sturm",
                        "article_html",
                        "<p>Ein Sturm.</p>",
                        "categories",
                        List.of(Map.of("type", "dnltype:keyword", "name", "Kunst")))));
        var order = new ImportOrder(List.of(file), Format.DPA, "dpa", after);
        List<ImportEntry> entries = new ArrayList<>();
        newsroom.rooms().fileImport().run(order, FileImport.files(order), entries::add);
        return entries.getFirst().taken();
    }

    private static String state(String article) {
        JsonNode json = Json.read(
                        newsroom.call("GET", "/articles/" + article, "").body().getBytes(StandardCharsets.UTF_8))
                .orElseThrow();
        return json.path("state").asText();
    }
}
