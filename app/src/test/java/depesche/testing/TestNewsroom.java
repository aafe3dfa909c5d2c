package depesche.testing;

import depesche.Faces;
import depesche.Newsroom;
import depesche.account.Role;
import depesche.config.Settings;
import depesche.db.OpenDatabase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// *The Lantern*, a whole newsroom for one test class: a fresh database, all faces over real HTTP, mail to a sink or
/// into the mailbox, the clock in the test's hand. Jobs run when the test says [#settle]; alerts are carried as in
/// life.
///
/// `@RegisterExtension static final TestNewsroom newsroom = TestNewsroom.open();`
public final class TestNewsroom implements BeforeAllCallback, AfterAllCallback {

    private final TestDatabase database = TestDatabase.fresh();
    private final TestClock clock = TestClock.at("2026-03-01T08:00:00Z");
    private final HttpClient client =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private final Map<String, String> more;

    private Optional<Running> running = Optional.empty();

    private record Running(
            Newsroom newsroom, Path data, Vertx vertx, HttpServer server, ExecutorService threads, String token) {}

    private TestNewsroom(Map<String, String> more) {
        this.more = more;
    }

    /// Mail goes into the mailbox.
    public static TestNewsroom open() {
        return new TestNewsroom(Map.of());
    }

    /// With settings of its own, by variable; mail goes into the mailbox.
    public static TestNewsroom with(Map<String, String> settings) {
        return new TestNewsroom(settings);
    }

    /// Mail goes to a server on this port.
    public static TestNewsroom sendingTo(int mailPort) {
        return new TestNewsroom(
                Map.of("DEPESCHE_MAIL_HOST", "127.0.0.1", "DEPESCHE_MAIL_PORT", Integer.toString(mailPort)));
    }

    /// As above, over so many connections at most.
    public static TestNewsroom sendingTo(int mailPort, int connections) {
        Map<String, String> mail = new HashMap<>(sendingTo(mailPort).more);
        mail.put("DEPESCHE_MAIL_CONNECTIONS", Integer.toString(connections));
        return new TestNewsroom(mail);
    }

    public Newsroom rooms() {
        return running().newsroom();
    }

    public TestClock clock() {
        return clock;
    }

    public URI baseUrl() {
        return rooms().ground().settings().baseUrl();
    }

    /// Runs due jobs until none is due.
    public void settle() {
        rooms().ground().runner().settle();
    }

    /// The secret of an API token with all rights.
    public String token() {
        return running().token();
    }

    public String token(Role role) {
        return rooms().paper().tokens().add(UUID.randomUUID().toString(), role).orElseThrow();
    }

    public HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET().build());
    }

    public HttpResponse<String> post(String path, String body, String... headers) {
        return send(request(path, headers)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    /// A call of the API with all rights.
    public HttpResponse<String> call(String method, String path, String json, String... headers) {
        return send(request("/api/v1" + path, headers)
                .header("Authorization", "Bearer " + token())
                .method(method, HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    public HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private HttpRequest.Builder request(String path, String... headers) {
        var request = HttpRequest.newBuilder(baseUrl().resolve(path)).timeout(Duration.ofSeconds(30));
        return headers.length == 0 ? request : request.headers(headers);
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        database.beforeAll(context);
        int port = freePort();
        Path data = Files.createTempDirectory("lantern");
        var newsroom = Newsroom.of(
                settings(port, data),
                OpenDatabase.at(database.address(), UUID.randomUUID().toString()),
                clock);
        var vertx = Vertx.vertx();
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        Router router = Router.router(vertx);
        Faces.on(router, newsroom, threads);
        HttpServer server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(port, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get();
        newsroom.search().index().start();
        newsroom.ground().notices().start();
        newsroom.telling().delivering().start();
        String token = newsroom.paper().tokens().add("test", Role.ADMIN).orElseThrow();
        running = Optional.of(new Running(newsroom, data, vertx, server, threads, token));
    }

    private Settings settings(int port, Path data) {
        Map<String, String> variables = new HashMap<>(Map.of(
                "DEPESCHE_DATA", data.toString(),
                "DEPESCHE_PORT", Integer.toString(port),
                "DEPESCHE_BASE_URL", "http://127.0.0.1:" + port));
        variables.putAll(more);
        return TestSettings.of(variables);
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        Running ended = running();
        ended.server().close().toCompletionStage().toCompletableFuture().get();
        ended.newsroom().close();
        ended.vertx().close().toCompletionStage().toCompletableFuture().get();
        ended.threads().close();
        database.afterAll(context);
    }

    private Running running() {
        return running.orElseThrow(() -> new IllegalStateException("the newsroom is not open yet"));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
