package depesche.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import depesche.testing.Program;
import depesche.testing.TestData;
import depesche.testing.TestFolders;
import depesche.testing.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The program itself imports the same articles again, with another headline, at another address, restored from a
/// backup and into an empty newsroom: what readers of feeds know an article by never changes.
class StableIdsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ENTRY = Pattern.compile("(?s)<(?:entry|item)\\b.*?</(?:entry|item)>");
    private static final Pattern ID = Pattern.compile("<(?:id|guid)[^>]*>([^<]+)</");
    private static final Pattern TITLE = Pattern.compile("<title[^>]*>([^<]+)</");

    private static final String LANTERN = "https://lantern.example";
    private static final String MORNING = "https://morning.example";

    private final HttpClient client = HttpClient.newHttpClient();
    private Path folder = Path.of("");

    @BeforeEach
    void writeArticles() throws IOException {
        assumeTrue(Files.exists(Program.packaged()), "the program is not packaged; make test does it");
        Path parent = Files.createDirectories(TestData.repository().resolve("app/target/test-folders"));
        folder = Files.createTempDirectory(parent, "ids-");
        article("a", "Ebbe");
        article("b", "Flut");
        article("c", "Sturm");
    }

    @AfterEach
    void removeFolder() {
        Waiting.until(folder + " is removed", () -> TestFolders.isRemoved(folder));
    }

    @Test
    void nothingThatHappensToAnArticleChangesItsId() throws IOException {
        Map<String, String> ids = new TreeMap<>();
        String token = token("first");
        serving("first", LANTERN, site -> {
            topic(site, token);
            imported("first", LANTERN, "a", "b", "c");
            ids.putAll(ids(site));
            assertThat(ids).containsOnlyKeys("Ebbe", "Flut", "Sturm");
            assertThat(ids.values()).doesNotHaveDuplicates().allMatch(id -> id.startsWith("tag:lantern.example,2026:"));

            article("a", "Niedrigwasser");
            imported("first", LANTERN, "a", "b", "c");
            ids.put("Niedrigwasser", ids.remove("Ebbe"));
            assertThat(ids(site)).as("another headline").isEqualTo(ids);
        });
        run(
                "first",
                "",
                folder.resolve("backup").toString(),
                "backup",
                folder.resolve("backup").toString());

        serving("first", MORNING, site -> assertThat(ids(site)).as("moved").isEqualTo(ids));

        run(
                "restored",
                "",
                "restored as of",
                "restore",
                folder.resolve("backup").toString());
        serving("restored", MORNING, site -> {
            assertThat(ids(site)).as("restored").isEqualTo(ids);
            imported("restored", MORNING, "a", "b", "c");
            assertThat(ids(site)).as("imported into what was restored").isEqualTo(ids);
        });

        String other = token("empty");
        serving("empty", LANTERN, site -> {
            topic(site, other);
            imported("empty", LANTERN, "c");
            imported("empty", LANTERN, "b", "a");
            assertThat(ids(site))
                    .as("imported into an empty newsroom, in another order")
                    .isEqualTo(ids);
        });
    }

    private interface AtSite {
        void look(String address) throws IOException;
    }

    private void serving(String data, String base, AtSite act) throws IOException {
        try (var server = Program.startPackaged(environment(data, base), "serve")) {
            act.look(server.says("listening on ").replace("listening on ", ""));
        }
    }

    private void article(String name, String headline) throws IOException {
        Files.writeString(folder.resolve(name + ".md"), """
                ---
                headline: %s
                topics: [hafen]
                externalId: urn:newsml:wire.example:20260301:%s
                ---
                Kein Schiff läuft aus.
                """.formatted(headline, name));
    }

    private void imported(String data, String base, String... names) {
        String[] command = Stream.concat(
                        Stream.of("import", "--format", "markdown", "--publish"),
                        Stream.of(names)
                                .map(name -> folder.resolve(name + ".md").toString()))
                .toArray(String[]::new);
        run(data, base, "created ", command);
    }

    private void run(String data, String base, String says, String... command) {
        try (var program = Program.startPackaged(environment(data, base), command)) {
            program.says(says);
            program.end();
        }
    }

    private String token(String data) {
        try (var command = Program.startPackaged(environment(data, ""), "token", "add", "test", "--role", "admin")) {
            var line = new AtomicReference<>("");
            Waiting.until("a token", () -> {
                line.set(command.nextLine());
                return line.get().matches("[\\w-]{40,}");
            });
            command.end();
            return line.get();
        }
    }

    private Map<String, String> environment(String data, String base) {
        Map<String, String> environment =
                new HashMap<>(Map.of("DEPESCHE_DATA", folder.resolve(data).toString(), "DEPESCHE_PORT", "0"));
        if (!base.isEmpty()) {
            environment.put("DEPESCHE_BASE_URL", base);
        }
        return environment;
    }

    private void topic(String site, String token) {
        assertThat(send(HttpRequest.newBuilder(URI.create(site + "/api/v1/topics"))
                        .header("Authorization", "Bearer " + token)
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "{\"slug\": \"hafen\", \"labels\": {\"de\": \"Hafen\"}}"))))
                .contains("hafen");
    }

    /// By headline; each form of the feed says the same.
    private Map<String, String> ids(String site) {
        Map<String, String> atom = entries(send(HttpRequest.newBuilder(URI.create(site + "/feed.atom"))));
        assertThat(entries(send(HttpRequest.newBuilder(URI.create(site + "/feed.rss")))))
                .isEqualTo(atom);
        Map<String, String> json = new TreeMap<>();
        for (JsonNode item : tree(send(HttpRequest.newBuilder(URI.create(site + "/feed.json"))))
                .path("items")) {
            json.put(item.path("title").asText(), item.path("id").asText());
        }
        assertThat(json).isEqualTo(atom);
        return atom;
    }

    private static Map<String, String> entries(String feed) {
        Map<String, String> ids = new TreeMap<>();
        for (MatchResult entry : ENTRY.matcher(feed).results().toList()) {
            ids.put(first(TITLE, entry.group()), first(ID, entry.group()));
        }
        return ids;
    }

    private static String first(Pattern pattern, String entry) {
        return pattern.matcher(entry).results().findFirst().orElseThrow().group(1);
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private String send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString()).body();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }
}
