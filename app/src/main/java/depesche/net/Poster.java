package depesche.net;

import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.StreamResetException;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TrustOptions;
import io.vertx.core.net.impl.ConnectionBase;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/// Posts by HTTP/2 where the server speaks it, else by HTTP/1.1, over connections that are kept. Connects only to
/// what [Resolver] found, follows no redirect, and gives up by the limits.
public final class Poster implements AutoCloseable {

    /// How long a connection and an answer may take, and how much of an answer is read.
    public record Limits(Duration connecting, Duration answering, int answerBytes) {}

    private static final int EVENT_LOOPS = 2;
    private static final int HTTP2_CONNECTIONS = 2;
    private static final int HTTP1_CONNECTIONS = 32;
    private static final int MOST_GATHERED = 256;
    private static final int MOST_ASKINGS = 5;
    private static final Duration BETWEEN_ASKINGS = Duration.ofMillis(20);

    private final Resolver resolver;
    private final Limits limits;
    private final InstantSource clock;
    private final Optional<TrustManager> trust;
    private @Nullable Clients clients;

    /// What runs once it was started.
    private record Clients(Vertx vertx, HttpClient encrypted, HttpClient plain) {}

    private Poster(Resolver resolver, Limits limits, Optional<TrustManager> trust, InstantSource clock) {
        this.resolver = resolver;
        this.limits = limits;
        this.clock = clock;
        this.trust = trust;
    }

    /// Trusts whom this Java trusts.
    public static Poster of(Resolver resolver, Limits limits, InstantSource clock) {
        return new Poster(resolver, limits, Optional.empty(), clock);
    }

    /// Trusts whom `trust` says.
    public static Poster trusting(TrustManager trust, Resolver resolver, Limits limits, InstantSource clock) {
        return new Poster(resolver, limits, Optional.of(trust), clock);
    }

    public void start() {
        var vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(EVENT_LOOPS)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        var pool = new PoolOptions().setHttp1MaxSize(HTTP1_CONNECTIONS).setHttp2MaxSize(HTTP2_CONNECTIONS);
        var options = options(limits).setSsl(true).setUseAlpn(true).setProtocolVersion(HttpVersion.HTTP_2);
        trust.map(TrustOptions::wrap).ifPresent(options::setTrustOptions);
        clients = new Clients(
                vertx,
                vertx.httpClientBuilder()
                        .with(options)
                        .with(pool)
                        .withConnectHandler(Poster::gatherFlushes)
                        .build(),
                vertx.createHttpClient(options(limits), pool));
    }

    /// Vert.x flushes after each frame: a TLS record and a system call for the head and for the body of each request.
    /// What is written in one round of the event loop goes out together.
    private static void gatherFlushes(HttpConnection connection) {
        if (connection instanceof ConnectionBase base) {
            base.channel().pipeline().addLast(new FlushConsolidationHandler(MOST_GATHERED, true));
        }
    }

    private static HttpClientOptions options(Limits limits) {
        return new HttpClientOptions()
                .setConnectTimeout((int) limits.connecting().toMillis())
                .setVerifyHost(true)
                .setDecompressionSupported(false)
                .setTcpNoDelay(true);
    }

    /// May wait for the DNS; the answer comes to the future, which never fails.
    public CompletableFuture<Posted> post(Post post) {
        return switch (resolver.find(post.to().host())) {
            case Resolver.Private() ->
                CompletableFuture.completedFuture(new Posted.Forbidden("the host has a private address"));
            case Resolver.Unknown() ->
                CompletableFuture.completedFuture(new Posted.Unreachable("there is no such host"));
            case Resolver.Machine(InetAddress address) -> send(post, address);
        };
    }

    private CompletableFuture<Posted> send(Post post, InetAddress address) {
        var exchange = new Exchange(post, address);
        exchange.ask(MOST_ASKINGS);
        return exchange.answer
                .orTimeout(limits.connecting().plus(limits.answering()).toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(exchange::gaveUp)
                .thenApply(posted -> {
                    if (posted instanceof Posted.Unreachable) {
                        resolver.unanswered(post.to().host());
                    }
                    return posted;
                });
    }

    private RequestOptions options(WebAddress to, InetAddress address) {
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(to.port(), address.getHostAddress()))
                .setHost(to.host())
                .setPort(to.port())
                .setSsl(to.isEncrypted())
                .setURI(to.target())
                .setConnectTimeout(limits.connecting().toMillis())
                .setFollowRedirects(false);
    }

    @Override
    public void close() {
        if (clients != null) {
            clients.vertx().close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private enum Stage {
        CONNECTING,
        SENDING,
        GIVEN_UP
    }

    private HttpClient client(WebAddress to) {
        return to.isEncrypted() ? running().encrypted() : running().plain();
    }

    private Clients running() {
        return Objects.requireNonNull(clients, "not started");
    }

    /// One request and its answer. Runs on the event loop of its connection.
    private final class Exchange {

        private final Post post;
        private final InetAddress address;
        private final CompletableFuture<Posted> answer = new CompletableFuture<>();
        private final StringBuilder words = new StringBuilder();
        private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.CONNECTING);
        private volatile @Nullable HttpClientRequest sent;

        private Exchange(Post post, InetAddress address) {
            this.post = post;
            this.address = address;
        }

        /// A server that has had enough of a connection says so at any moment (GOAWAY, RFC 9113 §6.8). What it refused
        /// was not looked at (§8.7): it goes by another connection, and the server is not to blame.
        void ask(int times) {
            client(post.to())
                    .request(options(post.to(), address))
                    .compose(this::begin)
                    .onFailure(why -> {
                        if (times > 1 && isRefused(why) && mayBeginAgain()) {
                            running().vertx().setTimer(BETWEEN_ASKINGS.toMillis(), _ -> ask(times - 1));
                        } else {
                            fail(why);
                        }
                    });
        }

        /// Not once it was given up: then it counts as lost, and would be sent a time too often.
        private boolean mayBeginAgain() {
            return stage.compareAndSet(Stage.SENDING, Stage.CONNECTING) || stage.get() == Stage.CONNECTING;
        }

        private boolean isRefused(Throwable why) {
            return switch (why) {
                case Http2Exception broken -> broken.error() == Http2Error.REFUSED_STREAM || isUnbegun(broken);
                case StreamResetException reset -> reset.getCode() == Http2Error.REFUSED_STREAM.code();
                case HttpClosedException _ -> stage.get() == Stage.CONNECTING;
                default -> false;
            };
        }

        /// Nothing but its words tells that the connection was closed before the request had begun.
        private static boolean isUnbegun(Http2Exception broken) {
            return String.valueOf(broken.getMessage()).startsWith("Attempted to create stream");
        }

        private Future<Void> begin(HttpClientRequest request) {
            sent = request;
            if (!stage.compareAndSet(Stage.CONNECTING, Stage.SENDING)) {
                request.reset();
                return Future.failedFuture("given up before");
            }
            post.headers().forEach(request::putHeader);
            return request.send(Buffer.buffer(post.body())).compose(response -> {
                int status = response.statusCode();
                Optional<Duration> retryAfter = RetryAfter.parse(response.getHeader("Retry-After"), clock.instant());
                response.handler(chunk -> {
                    int room = limits.answerBytes() - words.length();
                    words.append(chunk.getString(0, Math.min(room, chunk.length()), "ISO-8859-1"));
                    if (chunk.length() > room) {
                        answer.complete(new Posted.Answered(status, retryAfter, words.toString()));
                        request.reset();
                    }
                });
                response.exceptionHandler(_ -> answered(status, retryAfter));
                response.endHandler(_ -> answered(status, retryAfter));
                return Future.succeededFuture();
            });
        }

        /// The status was heard: a rest of the answer that never comes changes nothing.
        private void answered(int status, Optional<Duration> retryAfter) {
            answer.complete(new Posted.Answered(status, retryAfter, words.toString()));
        }

        private void fail(Throwable why) {
            answer.complete(
                    stage.get() == Stage.SENDING ? new Posted.Lost(told(why)) : new Posted.Unreachable(told(why)));
        }

        Posted gaveUp(Throwable late) {
            if (stage.getAndSet(Stage.GIVEN_UP) == Stage.CONNECTING) {
                return new Posted.Unreachable("no connection in time");
            }
            HttpClientRequest underWay = sent;
            if (underWay != null) {
                underWay.reset();
            }
            return new Posted.Lost("no answer in time");
        }

        private static String told(Throwable why) {
            String message = why.getMessage();
            return message == null ? why.getClass().getSimpleName() : message;
        }
    }
}
