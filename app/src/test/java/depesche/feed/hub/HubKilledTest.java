package depesche.feed.hub;

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
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The packaged program is killed with signal 9 while it tells subscribers of a publication, of its correction and of
/// its withdrawal: each hears of each.
class HubKilledTest {

    private static final int CALLBACKS = 40;
    private static final int BEFORE_THE_BLOW = 10;
    private static final int UNDER_WAY = 4;
    private static final String SITE = "http://lantern.example";

    private final HttpClient client = HttpClient.newHttpClient();
    private Path folder = Path.of("");
    private Map<String, String> environment = Map.of();
    private String token = "";
    private String address = "";

    @BeforeEach
    void makeFolder() throws IOException {
        assumeTrue(Files.exists(Program.packaged()), "the program is not packaged; make test does it");
        Path parent = Files.createDirectories(TestData.repository().resolve("app/target/test-folders"));
        folder = Files.createTempDirectory(parent, "hub-");
        environment = Map.of(
                "DEPESCHE_DATA",
                folder.resolve("data").toString(),
                "DEPESCHE_PORT",
                Integer.toString(freePort()),
                "DEPESCHE_BASE_URL",
                SITE,
                "DEPESCHE_PRIVATE_ADDRESSES",
                "allowed");
        address = "http://127.0.0.1:" + environment.get("DEPESCHE_PORT");
    }

    /// PostgreSQL goes down by itself a moment after its program.
    @AfterEach
    void removeFolder() {
        Waiting.until(folder + " is removed", () -> TestFolders.isRemoved(folder));
    }

    @Test
    void whoeverKillsItEachSubscriberHearsOfEachChange() {
        token = token();
        try (var subscriber = Subscriber.open()) {
            String article;
            try (var program = serve()) {
                subscribeAll(subscriber);
                article = publishWhileKilled(program, subscriber);
            }
            try (var program = serve()) {
                allHave(subscriber, ">Sturm<");
                killWhile(
                        program,
                        subscriber,
                        () -> post(
                                "/api/v1/articles/" + article + "/correction",
                                "{\"note\": \"Nein.\", \"headline\": \"Flaute\"}"));
            }
            try (var program = serve()) {
                allHave(subscriber, ">Flaute<");
                killWhile(
                        program,
                        subscriber,
                        () -> post("/api/v1/articles/" + article + "/kill", "{\"reason\": \"wrong\"}"));
            }
            try (var _ = serve()) {
                allHave(subscriber, "<at:deleted-entry");
            }
            assertThat(subscriber.forged()).isEmpty();
        }
    }

    private void subscribeAll(Subscriber subscriber) {
        post("/api/v1/topics", "{\"slug\": \"hafen\", \"labels\": {\"de\": \"Hafen\"}}");
        IntStream.range(0, CALLBACKS)
                .forEach(number -> send(HttpRequest.newBuilder(URI.create(address + "/hub"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                subscriber.asking("subscribe", SITE + "/feed.atom", "/" + number, Map.of())))));
        Waiting.until(
                "all have the feed",
                () -> IntStream.range(0, CALLBACKS)
                        .noneMatch(number -> subscriber.contents("/" + number).isEmpty()));
    }

    private String publishWhileKilled(Program program, Subscriber subscriber) {
        String draft = post(
                "/api/v1/articles",
                "{\"headline\": \"Sturm\", \"body\": \"<p>Kein Schiff läuft aus.</p>\", \"topics\": [\"hafen\"]}");
        String id = draft.replaceAll("(?s).*?\"id\":\\s*\"(\\d+)\".*", "$1");
        killWhile(program, subscriber, () -> post("/api/v1/articles/" + id + "/publication", "{\"alert\": false}"));
        return id;
    }

    /// The blow falls when some have it, some are getting it, and most have not.
    private static void killWhile(Program program, Subscriber subscriber, Runnable change) {
        int before = subscriber.contents().size();
        subscriber.holdAfter(BEFORE_THE_BLOW);
        change.run();
        Waiting.until("some hang", () -> subscriber.contents().size() > before + BEFORE_THE_BLOW);
        program.kill();
        subscriber.release();
    }

    /// What was under way at the blow comes once more, and nothing else does.
    private static void allHave(Subscriber subscriber, String words) {
        Waiting.until(
                "all have " + words,
                () -> IntStream.range(0, CALLBACKS).allMatch(number -> count(subscriber, number, words) > 0));
        int doubled = IntStream.range(0, CALLBACKS)
                .map(number -> count(subscriber, number, words) - 1)
                .sum();
        System.out.printf(
                "hub: killed, %s told to %d, doubled %d of at most %d%n", words, CALLBACKS, doubled, UNDER_WAY);
        assertThat(doubled).isLessThanOrEqualTo(UNDER_WAY);
    }

    private static int count(Subscriber subscriber, int number, String words) {
        return (int) subscriber.contents("/" + number).stream()
                .filter(it -> it.body().contains(words))
                .count();
    }

    private String post(String path, String json) {
        return send(HttpRequest.newBuilder(URI.create(address + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private String send(HttpRequest.Builder request) {
        try {
            var response = client.send(request.build(), BodyHandlers.ofString());
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
        try (var command = Program.startPackaged(environment, "token", "add", "hub", "--role", "admin")) {
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
