package depesche.testing;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.KeyCertOptions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/// A server that others post to, as push services and receivers of webhooks are: TLS and HTTP/2, keeps what it
/// gets, and answers as a test wants.
public final class WebSink implements AutoCloseable {

    /// What it got.
    public record Received(String path, String version, MultiMap headers, byte[] body) {}

    /// What it answers.
    ///
    /// @param status 0 for no answer at all
    public record Answer(int status, Map<String, String> headers) {
        public static Answer of(int status) {
            return new Answer(status, Map.of());
        }

        public static Answer silence() {
            return of(0);
        }
    }

    private static final TestCertificate CERTIFICATE = TestCertificate.of("ip:127.0.0.1");

    private final Vertx vertx = Vertx.vertx();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final ConcurrentMap<String, Function<Integer, Answer>> answers = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Integer> attempts = new ConcurrentHashMap<>();
    private final ConcurrentMap<HttpConnection, Integer> requests = new ConcurrentHashMap<>();
    private final AtomicInteger partings = new AtomicInteger();
    private volatile int partingAfter;
    private volatile boolean isHolding;
    private final CompletableFuture<Void> held = new CompletableFuture<>();
    private final String scheme;
    private final HttpServer server;

    private WebSink(String scheme, HttpServerOptions options) {
        this.scheme = scheme;
        server = vertx.createHttpServer(options)
                .requestHandler(this::take)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    public static WebSink open() {
        return new WebSink(
                "https",
                new HttpServerOptions()
                        .setSsl(true)
                        .setUseAlpn(true)
                        .setKeyCertOptions(KeyCertOptions.wrap(CERTIFICATE.key())));
    }

    /// As [#open], but speaks HTTP/1.1 only.
    public static WebSink ofOld() {
        return new WebSink(
                "https",
                new HttpServerOptions().setSsl(true).setKeyCertOptions(KeyCertOptions.wrap(CERTIFICATE.key())));
    }

    /// Without TLS, for programs of their own that trust no certificate of ours.
    public static WebSink plain() {
        return new WebSink("http", new HttpServerOptions());
    }

    /// An address of it.
    public String url(String path) {
        return scheme + "://127.0.0.1:" + server.actualPort() + path;
    }

    public TestCertificate certificate() {
        return CERTIFICATE;
    }

    public List<Received> received() {
        return List.copyOf(received);
    }

    public List<Received> received(String path) {
        return received.stream().filter(it -> it.path().equals(path)).toList();
    }

    /// Answers nobody until [#release].
    public WebSink holding() {
        isHolding = true;
        return this;
    }

    public void release() {
        held.complete(null);
    }

    /// How it answers on this path, by the number of the attempt, from 1.
    public WebSink answering(String path, Function<Integer, Answer> answer) {
        answers.put(path, answer);
        return this;
    }

    /// Has enough of a connection after so many requests, and says so.
    public WebSink partingAfter(int requests) {
        partingAfter = requests;
        return this;
    }

    /// How many connections it has parted from.
    public int partings() {
        return partings.get();
    }

    /// How many connections have brought something.
    public int connections() {
        return requests.size();
    }

    private void part(HttpServerRequest request) {
        int soFar = requests.merge(request.connection(), 1, Integer::sum);
        if (partingAfter > 0 && soFar == partingAfter) {
            partings.incrementAndGet();
            request.connection().shutdown();
        }
    }

    private void take(HttpServerRequest request) {
        part(request);
        request.body().onSuccess(body -> {
            received.add(
                    new Received(request.path(), request.version().toString(), request.headers(), body.getBytes()));
            int attempt = attempts.merge(request.path(), 1, Integer::sum);
            Answer answer =
                    answers.getOrDefault(request.path(), _ -> Answer.of(201)).apply(attempt);
            if (isHolding) {
                held.thenRun(() -> vertx.runOnContext(_ -> answer(request, answer)));
            } else {
                answer(request, answer);
            }
        });
    }

    private static void answer(HttpServerRequest request, Answer answer) {
        if (answer.status() > 0) {
            answer.headers().forEach(request.response()::putHeader);
            request.response().setStatusCode(answer.status()).end();
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
