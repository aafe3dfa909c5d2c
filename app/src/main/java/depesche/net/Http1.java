package depesche.net;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TrustOptions;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/// Posts by HTTP/1.1: to servers that speak nothing newer, and without encryption. A connection carries one post at a
/// time.
final class Http1 implements AutoCloseable {

    private static final int CONNECTIONS = 32;
    private static final int MOST_ASKINGS = 5;

    private final Poster.Limits limits;
    private final InstantSource clock;
    private final Vertx vertx;
    private final HttpClient encrypted;
    private final HttpClient plain;

    Http1(Poster.Limits limits, Optional<TrustManager> trust, InstantSource clock) {
        this.limits = limits;
        this.clock = clock;
        this.vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        var pool = new PoolOptions().setHttp1MaxSize(CONNECTIONS);
        var options = options(limits).setSsl(true);
        trust.map(TrustOptions::wrap).ifPresent(options::setTrustOptions);
        this.encrypted = vertx.createHttpClient(options, pool);
        this.plain = vertx.createHttpClient(options(limits), pool);
    }

    private static HttpClientOptions options(Poster.Limits limits) {
        return new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_1_1)
                .setConnectTimeout((int) limits.connecting().toMillis())
                .setVerifyHost(true)
                .setDecompressionSupported(false)
                .setTcpNoDelay(true);
    }

    /// The answer comes to the future, which never fails.
    CompletableFuture<Posted> send(Post post, InetAddress address) {
        var exchange = new Exchange(post, address);
        exchange.ask(MOST_ASKINGS);
        return exchange.answer
                .orTimeout(limits.patience().toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(exchange::gaveUp);
    }

    private static RequestOptions options(Poster.Limits limits, Post post, InetAddress address) {
        WebAddress to = post.to();
        return new RequestOptions()
                .setMethod(post.hasBody() ? HttpMethod.POST : HttpMethod.GET)
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
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private enum Stage {
        CONNECTING,
        SENDING,
        GIVEN_UP
    }

    private record Head(int status, Optional<Duration> retryAfter, String mediaType) {}

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

        /// A kept connection may be closed at the moment it is taken: then the post goes by another.
        void ask(int times) {
            var client = post.to().isEncrypted() ? encrypted : plain;
            client.request(options(limits, post, address)).compose(this::begin).onFailure(why -> {
                if (times > 1 && why instanceof HttpClosedException && stage.get() == Stage.CONNECTING) {
                    ask(times - 1);
                } else {
                    fail(why);
                }
            });
        }

        private Future<Void> begin(HttpClientRequest request) {
            sent = request;
            if (!stage.compareAndSet(Stage.CONNECTING, Stage.SENDING)) {
                request.reset();
                return Future.failedFuture("given up before");
            }
            post.headers().forEach(request::putHeader);
            var sending = post.hasBody() ? request.send(Buffer.buffer(post.body())) : request.send();
            return sending.compose(response -> {
                var head = new Head(
                        response.statusCode(),
                        RetryAfter.parse(response.getHeader("Retry-After"), clock.instant()),
                        Optional.ofNullable(response.getHeader("Content-Type")).orElse(""));
                response.handler(chunk -> {
                    int room = limits.answerBytes() - words.length();
                    words.append(chunk.getString(0, Math.min(room, chunk.length()), "ISO-8859-1"));
                    if (chunk.length() > room) {
                        answered(head);
                        request.reset();
                    }
                });
                response.exceptionHandler(_ -> answered(head));
                response.endHandler(_ -> answered(head));
                return Future.succeededFuture();
            });
        }

        /// The status was heard: a rest of the answer that never comes changes nothing.
        private void answered(Head head) {
            answer.complete(new Posted.Answered(head.status(), head.retryAfter(), head.mediaType(), words.toString()));
        }

        private void fail(Throwable why) {
            answer.complete(
                    stage.get() == Stage.SENDING
                            ? new Posted.Lost(Poster.told(why))
                            : new Posted.Unreachable(Poster.told(why)));
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
    }
}
