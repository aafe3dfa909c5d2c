package depesche.net;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The way to one server: its connections, and what waits for room on one of them. Runs on the event loop.
final class Http2Route implements Http2Line.Listener {

    private static final int MOST_LINES = 2;

    /// What servers are told apart by: a name and the machine that was found behind it.
    record Server(String host, int port, InetAddress address) {

        static Server of(Http2Exchange exchange) {
            WebAddress to = exchange.post().to();
            return new Server(to.host(), to.port(), exchange.address());
        }
    }

    /// What all routes share.
    ///
    /// @param otherwise carries what is for a server that does not speak HTTP/2
    /// @param soon calls [#carryOn] when the event loop has done what it is at
    record Room(
            Bootstrap bootstrap,
            Supplier<SslContext> tls,
            Poster.Limits limits,
            InstantSource clock,
            Consumer<Http2Exchange> otherwise,
            Consumer<Http2Route> soon) {}

    private final Server server;
    private final Room room;
    private final ArrayDeque<Http2Exchange> waiting = new ArrayDeque<>();
    private final List<Http2Line> lines = new ArrayList<>();
    private boolean isConnecting;
    private boolean isOfOldServer;
    private long lastUsed = System.nanoTime();

    Http2Route(Server server, Room room) {
        this.server = server;
        this.room = room;
    }

    void add(Http2Exchange exchange) {
        lastUsed = System.nanoTime();
        waiting.add(exchange);
    }

    /// Writes what waits, as far as there is room; what was written at this moment leaves together.
    void carryOn() {
        if (isOfOldServer) {
            waiting.forEach(room.otherwise());
            waiting.clear();
        }
        Optional<Http2Line> line = lineWithRoom();
        while (!waiting.isEmpty() && line.isPresent()) {
            Http2Exchange next = waiting.remove();
            if (!next.isOver()) {
                line.get().write(next);
            }
            line = lineWithRoom();
        }
        // A line may turn out to be over as it writes.
        List.copyOf(lines).forEach(Http2Line::flush);
        if (!waiting.isEmpty() && !isConnecting && lines.size() < MOST_LINES) {
            connect();
        }
    }

    private Optional<Http2Line> lineWithRoom() {
        return lines.stream().filter(Http2Line::hasRoom).findFirst();
    }

    private void connect() {
        isConnecting = true;
        var _ = room.bootstrap()
                .clone()
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        SslHandler tls = room.tls().get().newHandler(channel.alloc(), server.host(), server.port());
                        tls.setHandshakeTimeoutMillis(room.limits().connecting().toMillis());
                        channel.pipeline().addLast(tls, new Agreeing());
                    }
                })
                .connect(new InetSocketAddress(server.address(), server.port()))
                .addListener((ChannelFuture connected) -> {
                    if (!connected.isSuccess()) {
                        failed(connected.cause());
                    }
                });
    }

    /// All that wait go the same way, whoever asked for the connection.
    private void failed(Throwable why) {
        isConnecting = false;
        if (lines.isEmpty()) {
            waiting.forEach(exchange -> exchange.unreachable(Poster.told(why)));
            waiting.clear();
        }
    }

    /// Which protocol it is to be.
    private final class Agreeing extends ApplicationProtocolNegotiationHandler {

        private Agreeing() {
            super(ApplicationProtocolNames.HTTP_1_1);
        }

        @Override
        protected void configurePipeline(ChannelHandlerContext context, String protocol) {
            if (protocol.equals(ApplicationProtocolNames.HTTP_2)) {
                begin(context.pipeline());
            } else {
                isConnecting = false;
                isOfOldServer = true;
                var _ = context.close();
                room.soon().accept(Http2Route.this);
            }
        }

        @Override
        protected void handshakeFailure(ChannelHandlerContext context, Throwable why) {
            var _ = context.close();
            failed(why);
        }
    }

    private void begin(ChannelPipeline pipeline) {
        lines.add(new Http2Line(pipeline, room.limits().answerBytes(), room.clock(), this));
    }

    @Override
    public void ready(Http2Line line) {
        isConnecting = false;
        room.soon().accept(this);
    }

    @Override
    public void room() {
        if (!waiting.isEmpty()) {
            room.soon().accept(this);
        }
    }

    @Override
    public void again(Http2Exchange exchange) {
        waiting.addFirst(exchange);
        room.soon().accept(this);
    }

    @Override
    public void over(Http2Line line) {
        lines.remove(line);
        if (!line.isReady()) {
            failed(new ClosedChannelException());
        }
        room.soon().accept(this);
    }

    /// Closes what nobody has used since then. True if nothing is left.
    boolean isIdleSince(long time) {
        waiting.removeIf(Http2Exchange::isOver);
        lines.stream().filter(line -> line.isIdleSince(time)).toList().forEach(Http2Line::close);
        return waiting.isEmpty() && lines.isEmpty() && !isConnecting && lastUsed - time < 0;
    }

    void close() {
        List.copyOf(lines).forEach(Http2Line::close);
    }
}
