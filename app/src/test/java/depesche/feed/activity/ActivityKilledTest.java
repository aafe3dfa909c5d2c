package depesche.feed.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import depesche.testing.Program;
import depesche.testing.TestData;
import depesche.testing.TestFolders;
import depesche.testing.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The packaged program is killed with signal 9 while it tells followers elsewhere of a publication, of its correction,
/// of the topic it lost and of its withdrawal: each hears of each.
class ActivityKilledTest {

    private static final int FOLLOWERS = 40;
    private static final int BEFORE_THE_BLOW = 10;
    private static final int UNDER_WAY = 4;

    private final HttpClient client = HttpClient.newHttpClient();
    private Path folder = Path.of("");
    private Map<String, String> environment = Map.of();
    private String token = "";
    private String address = "";

    @BeforeEach
    void makeFolder() throws IOException {
        assumeTrue(Files.exists(Program.packaged()), "the program is not packaged; make test does it");
        Path parent = Files.createDirectories(TestData.repository().resolve("app/target/test-folders"));
        folder = Files.createTempDirectory(parent, "activity-");
        int port = freePort();
        address = "http://127.0.0.1:" + port;
        environment = Map.of(
                "DEPESCHE_DATA",
                folder.resolve("data").toString(),
                "DEPESCHE_PORT",
                Integer.toString(port),
                "DEPESCHE_BASE_URL",
                address,
                "DEPESCHE_PRIVATE_ADDRESSES",
                "allowed");
    }

    /// PostgreSQL goes down by itself a moment after its program.
    @AfterEach
    void removeFolder() {
        Waiting.until(folder + " is removed", () -> TestFolders.isRemoved(folder));
    }

    @Test
    void whoeverKillsItEachFollowerHearsOfEachChange() {
        token = token();
        try (var other = ForeignServer.open()) {
            String article;
            try (var program = serve()) {
                post("/api/v1/topics", "{\"slug\": \"hafen\", \"labels\": {\"de\": \"Hafen\"}}");
                post("/api/v1/topics", "{\"slug\": \"markt\", \"labels\": {\"de\": \"Markt\"}}");
                followAll(other);
                article = draft();
                killWhile(
                        program,
                        other,
                        () -> post("/api/v1/articles/" + article + "/publication", "{\"alert\": false}"));
            }
            try (var program = serve()) {
                allHave(other, "Create");
                Waiting.until(
                        "all is announced", () -> other.received("Announce").size() >= FOLLOWERS);
                killWhile(
                        program,
                        other,
                        () -> post(
                                "/api/v1/articles/" + article + "/correction",
                                "{\"note\": \"Nein.\", \"headline\": \"Flaute\"}"));
            }
            try (var program = serve()) {
                allHave(other, "Update");
                killWhileItIsTakenBack(program, other, article);
            }
            try (var program = serve()) {
                allHave(other, "Undo");
                killWhile(
                        program, other, () -> post("/api/v1/articles/" + article + "/kill", "{\"reason\": \"wrong\"}"));
            }
            try (var _ = serve()) {
                allHave(other, "Delete");
            }
            assertThat(other.refused()).isEmpty();
            inOrder(other);
        }
    }

    /// All are told first how the article is, and then that its topic is no longer hafen.
    private void killWhileItIsTakenBack(Program program, ForeignServer other, String article) {
        killWhile(
                program,
                other,
                FOLLOWERS + BEFORE_THE_BLOW,
                () -> post(
                        "/api/v1/articles/" + article + "/update",
                        "{\"note\": \"Andere Sache.\", \"topics\": [\"markt\"]}"));
    }

    /// Each by an inbox of its own.
    private void followAll(ForeignServer other) {
        IntStream.range(0, FOLLOWERS)
                .forEach(number -> assertThat(other.act(
                                        "follow",
                                        "user",
                                        "p" + number,
                                        "object",
                                        address + "/activity/topics/1",
                                        "spec",
                                        number % 2 == 0 ? ForeignServer.CAVAGE : ForeignServer.RFC9421)
                                .path("status")
                                .asInt())
                        .isEqualTo(202));
        Waiting.until("all are answered", () -> other.received("Accept").size() >= FOLLOWERS);
    }

    private String draft() {
        return post(
                        "/api/v1/articles",
                        "{\"headline\": \"Sturm\", \"body\": \"<p>Kein Schiff läuft aus.</p>\", \"topics\": [\"hafen\"]}")
                .replaceAll("(?s).*?\"id\":\\s*\"(\\d+)\".*", "$1");
    }

    /// The blow falls when some have it, some are getting it, and most have not.
    private static void killWhile(Program program, ForeignServer other, Runnable change) {
        killWhile(program, other, BEFORE_THE_BLOW, change);
    }

    /// @param more how much comes before the blow
    private static void killWhile(Program program, ForeignServer other, int more, Runnable change) {
        int before = other.received().size();
        other.act("holdAfter", "more", more);
        change.run();
        Waiting.until("some hang", () -> other.received().size() > before + more);
        program.kill();
        other.act("release");
    }

    /// What was under way at the blow comes once more, and nothing else does.
    private static void allHave(ForeignServer other, String type) {
        Waiting.until("all have a " + type, () -> inboxes(other, type).size() == FOLLOWERS);
        int doubled = inboxes(other, type).values().stream()
                .mapToInt(many -> many.intValue() - 1)
                .sum();
        System.out.printf(
                "activity: killed, %s told to %d, doubled %d of at most %d%n", type, FOLLOWERS, doubled, UNDER_WAY);
        assertThat(doubled).isLessThanOrEqualTo(UNDER_WAY);
    }

    private static Map<String, Long> inboxes(ForeignServer other, String type) {
        return other.received(type).stream()
                .collect(Collectors.groupingBy(ForeignServer.Came::path, Collectors.counting()));
    }

    /// Nobody hears of a correction before the article, or of anything after its end.
    private static void inOrder(ForeignServer other) {
        other.received().stream()
                .filter(it -> !it.type().equals("Accept"))
                .collect(Collectors.groupingBy(ForeignServer.Came::path))
                .forEach((inbox, came) -> assertThat(came.stream()
                                .map(ForeignServer.Came::type)
                                .distinct()
                                .toList())
                        .as(inbox)
                        .containsExactly("Create", "Announce", "Update", "Undo", "Delete"));
    }

    private String post(String path, String json) {
        var request = HttpRequest.newBuilder(URI.create(address + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        try {
            var response = client.send(request, BodyHandlers.ofString());
            assertThat(response.statusCode() / 100).as(response.body()).isEqualTo(2);
            return response.body();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    private Program serve() {
        var program = Program.startPackaged(environment, "serve");
        program.says("listening on ");
        return program;
    }

    private String token() {
        try (var command = Program.startPackaged(environment, "token", "add", "activity", "--role", "admin")) {
            String line = "";
            while (!line.matches("[\\w-]{40,}")) {
                line = command.nextLine();
            }
            command.end();
            return line;
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
