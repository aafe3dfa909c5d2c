package depesche.net;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/// Posts by HTTP/2 over TLS, on one event loop: what is asked for at one moment leaves in one write, many posts in one
/// TLS record. By Netty's codec itself: a general client costs more for each post than encrypting it.
final class Http2 implements AutoCloseable {

    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long KEPT_IDLE = TimeUnit.SECONDS.toNanos(60);

    private final Poster.Limits limits;
    private final NioEventLoopGroup threads = new NioEventLoopGroup(1, new DefaultThreadFactory("posting", true));
    private final EventLoop loop = threads.next();
    private final Http2Route.Room room;
    private final Queue<Http2Exchange> asked = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean isAsked = new AtomicBoolean();

    /// From here on on the event loop alone.
    private final Map<Http2Route.Server, Http2Route> routes = new HashMap<>();

    private final Set<Http2Route> touched = new LinkedHashSet<>();
    /// The oldest first.
    private final Set<Http2Exchange> underWay = new LinkedHashSet<>();

    private boolean isLooking;
    private @Nullable SslContext tls;

    Http2(Poster.Limits limits, Optional<TrustManager> trust, Http1 otherwise, InstantSource clock) {
        this.limits = limits;
        var bootstrap = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        limits.connecting().toMillis());
        this.room = new Http2Route.Room(
                bootstrap, () -> tls(trust), limits, clock, exchange -> handOver(exchange, otherwise), this::touch);
    }

    /// Its time counts anew there, and here no more: this side could not tell whether it was sent.
    private void handOver(Http2Exchange exchange, Http1 otherwise) {
        underWay.remove(exchange);
        exchange.onEnd(() -> {});
        var _ = otherwise.send(exchange.post(), exchange.address()).thenAccept(exchange::end);
    }

    /// Made when the first needs it: reading whom this Java trusts takes a while.
    private SslContext tls(Optional<TrustManager> trust) {
        SslContext made = tls;
        if (made == null) {
            made = newTls(trust);
            tls = made;
        }
        return made;
    }

    private static SslContext newTls(Optional<TrustManager> trust) {
        try {
            var builder = SslContextBuilder.forClient()
                    .sslProvider(SslProvider.JDK)
                    .endpointIdentificationAlgorithm("HTTPS")
                    .applicationProtocolConfig(new ApplicationProtocolConfig(
                            Protocol.ALPN,
                            SelectorFailureBehavior.NO_ADVERTISE,
                            SelectedListenerFailureBehavior.ACCEPT,
                            ApplicationProtocolNames.HTTP_2,
                            ApplicationProtocolNames.HTTP_1_1));
            trust.ifPresent(builder::trustManager);
            return builder.build();
        } catch (SSLException missing) {
            throw new IllegalStateException("no TLS in this Java", missing);
        }
    }

    /// The answer comes to the future, which never fails.
    CompletableFuture<Posted> send(Post post, InetAddress address) {
        var exchange = new Http2Exchange(
                post, address, System.nanoTime() + limits.patience().toNanos());
        asked.add(exchange);
        if (isAsked.compareAndSet(false, true)) {
            loop.execute(this::takeAsked);
        }
        return exchange.answer();
    }

    private void takeAsked() {
        isAsked.set(false);
        for (Http2Exchange next = asked.poll(); next != null; next = asked.poll()) {
            underWay.add(next);
            Http2Exchange taken = next;
            next.onEnd(() -> underWay.remove(taken));
            var route = routes.computeIfAbsent(Http2Route.Server.of(next), server -> new Http2Route(server, room));
            route.add(next);
            touched.add(route);
        }
        carryOn();
        lookLater();
    }

    private void touch(Http2Route route) {
        if (touched.isEmpty()) {
            loop.execute(this::carryOn);
        }
        touched.add(route);
    }

    private void carryOn() {
        var now = new LinkedHashSet<>(touched);
        touched.clear();
        now.forEach(Http2Route::carryOn);
    }

    private void lookLater() {
        if (!isLooking && !(underWay.isEmpty() && routes.isEmpty())) {
            isLooking = true;
            var _ = loop.schedule(this::look, LOOK, TimeUnit.NANOSECONDS);
        }
    }

    /// Gives up what took too long, and connections that nobody uses.
    private void look() {
        isLooking = false;
        long now = System.nanoTime();
        List<Http2Exchange> late =
                underWay.stream().takeWhile(exchange -> exchange.isLate(now)).toList();
        late.forEach(Http2Exchange::giveUp);
        routes.values().removeIf(route -> route.isIdleSince(now - KEPT_IDLE));
        lookLater();
    }

    @Override
    public void close() {
        if (threads.isShuttingDown()) {
            return;
        }
        var _ = loop.submit(() -> {
                    routes.values().forEach(Http2Route::close);
                    List.copyOf(underWay).forEach(Http2Exchange::giveUp);
                })
                .syncUninterruptibly();
        var _ = threads.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
