package depesche.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http2.DefaultHttp2Connection;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2RemoteFlowController;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2EventAdapter;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.handler.codec.http2.UniformStreamByteDistributor;
import io.netty.util.AsciiString;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A connection by HTTP/2 that carries many posts at once. Runs on the event loop.
final class Http2Line {

    /// What its owner hears.
    interface Listener {

        /// The server has said how much it takes.
        void ready(Http2Line line);

        /// There is room for one more.
        void room();

        /// It was not looked at and goes by another connection.
        void again(Http2Exchange exchange);

        /// Carries nothing more.
        void over(Http2Line line);
    }

    private static final AsciiString SCHEME = AsciiString.cached("https");
    private static final AsciiString POST = AsciiString.cached("POST");
    private static final AsciiString GET = AsciiString.cached("GET");
    private static final AsciiString LENGTH = AsciiString.cached("content-length");

    private final int answerBytes;
    private final InstantSource clock;
    private final Listener listener;
    private final Http2Connection connection = new DefaultHttp2Connection(false);
    private final Http2Connection.PropertyKey exchangeKey = connection.newKey();
    /// As they are written here, each made only once.
    private final Map<String, AsciiString> names = new HashMap<>();

    private final Http2ConnectionHandler handler;
    private final ChannelHandlerContext ctx;
    private boolean isReady;
    private boolean isOver;
    private boolean isToBeFlushed;
    private long lastUsed = System.nanoTime();
    private long lastHeard = System.nanoTime();

    /// Takes over a connection on which the server has agreed to HTTP/2.
    Http2Line(ChannelPipeline pipeline, int answerBytes, InstantSource clock, Listener listener) {
        this.answerBytes = answerBytes;
        this.clock = clock;
        this.listener = listener;
        // All posts are alike: shares of the connection are dealt out in turn, without a tree of weights.
        connection
                .remote()
                .flowController(
                        new DefaultHttp2RemoteFlowController(connection, new UniformStreamByteDistributor(connection)));
        connection.addListener(new Streams());
        // A server that answers by the head of a post may break off its body (RFC 9113 §8.1), as nginx does.
        this.handler = new Http2ConnectionHandlerBuilder()
                .decoderEnforceMaxRstFramesPerWindow(0, 1)
                .encoderEnforceMaxRstFramesPerWindow(0, 1)
                .connection(connection)
                .frameListener(new Frames())
                .initialSettings(Http2Settings.defaultSettings().pushEnabled(false))
                .headerSensitivityDetector(Http2Line::isSecret)
                .build();
        pipeline.addLast(handler);
        this.ctx = pipeline.context(handler);
        var _ = pipeline.channel().closeFuture().addListener(_ -> end());
    }

    /// An endpoint's path is what lets one write to it; and no table is spoilt by what comes only once (RFC 7541
    /// §7.1.3).
    private static boolean isSecret(CharSequence name, CharSequence value) {
        return Http2Headers.PseudoHeaderName.PATH.value().contentEquals(name);
    }

    boolean hasRoom() {
        return isReady && !isOver && connection.local().canOpenStream();
    }

    /// Whether the server has ever said how much it takes.
    boolean isReady() {
        return isReady;
    }

    boolean isIdleSince(long time) {
        return connection.numActiveStreams() == 0 && lastUsed - time < 0;
    }

    /// Writes it; it leaves with [#flush].
    void write(Http2Exchange exchange) {
        int id = connection.local().incrementAndGetNextStreamId();
        exchange.sent(this, id);
        lastUsed = System.nanoTime();
        isToBeFlushed = true;
        boolean hasBody = exchange.post().hasBody();
        var _ = handler.encoder().writeHeaders(ctx, id, headers(exchange.post()), 0, !hasBody, ctx.newPromise());
        Http2Stream stream = connection.stream(id);
        if (stream == null) {
            // The connection is over, or its numbers are used up: no body left.
            end();
            exchange.refused();
            exchange.closed(listener::again);
        } else {
            stream.setProperty(exchangeKey, exchange);
            if (hasBody) {
                var body = Unpooled.wrappedBuffer(exchange.post().body());
                var _ = handler.encoder().writeData(ctx, id, body, 0, true, ctx.newPromise());
            }
        }
    }

    private Http2Headers headers(Post post) {
        WebAddress to = post.to();
        var headers = new DefaultHttp2Headers(false, 16)
                .method(post.hasBody() ? POST : GET)
                .scheme(SCHEME)
                .authority(to.authority())
                .path(to.target());
        post.headers().forEach((name, value) -> headers.add(names.computeIfAbsent(name, Http2Line::lower), value));
        return post.hasBody() ? headers.add(LENGTH, Integer.toString(post.body().length)) : headers;
    }

    private static AsciiString lower(String name) {
        return AsciiString.cached(name.toLowerCase(Locale.ROOT));
    }

    /// By the handler itself: by its context the bodies would stay where they wait for their turn.
    void flush() {
        if (isToBeFlushed) {
            isToBeFlushed = false;
            handler.flush(ctx);
        }
    }

    /// Nobody waits for this answer any more. A connection that has kept silent all the while gets nothing else to
    /// carry.
    void forget(int stream, long sentAt) {
        if (lastHeard - sentAt < 0) {
            end();
        }
        var _ = handler.resetStream(ctx, stream, Http2Error.CANCEL.code(), ctx.newPromise());
        handler.flush(ctx);
    }

    void close() {
        var _ = ctx.close();
    }

    private void end() {
        if (!isOver) {
            isOver = true;
            listener.over(this);
        }
        if (connection.numActiveStreams() == 0) {
            var _ = ctx.close();
        }
    }

    private void closed(Http2Stream stream) {
        Http2Exchange exchange = stream.removeProperty(exchangeKey);
        if (exchange != null) {
            if (connection.goAwayReceived() && stream.id() > connection.local().lastStreamKnownByPeer()) {
                exchange.refused();
            }
            exchange.closed(listener::again);
        }
        if (isOver) {
            end();
        } else {
            listener.room();
        }
    }

    private void heard(int id, Http2Headers headers, boolean isEnd) {
        lastHeard = System.nanoTime();
        Http2Exchange exchange = exchange(id);
        if (exchange != null) {
            exchange.heard(headers, clock.instant());
            if (isEnd) {
                exchange.answered();
            }
        }
    }

    private @Nullable Http2Exchange exchange(int id) {
        Http2Stream stream = connection.stream(id);
        return stream == null ? null : stream.getProperty(exchangeKey);
    }

    /// What becomes of the streams, whatever the reason.
    private final class Streams extends Http2ConnectionAdapter {

        @Override
        public void onStreamClosed(Http2Stream stream) {
            closed(stream);
        }

        /// Comes before those streams are closed that the server has not looked at.
        @Override
        public void onGoAwayReceived(int lastStreamId, long errorCode, ByteBuf debugData) {
            end();
        }
    }

    /// What the server says.
    private final class Frames extends Http2EventAdapter {

        @Override
        public void onSettingsRead(ChannelHandlerContext context, Http2Settings settings) {
            if (!isReady) {
                isReady = true;
                listener.ready(Http2Line.this);
            }
        }

        @Override
        public void onHeadersRead(
                ChannelHandlerContext context, int id, Http2Headers headers, int padding, boolean isEnd) {
            heard(id, headers, isEnd);
        }

        // The signature is Netty's.
        @Override
        public void onHeadersRead(
                ChannelHandlerContext context,
                int id,
                Http2Headers headers,
                int dependency,
                short weight,
                boolean isExclusive,
                int padding,
                boolean isEnd) {
            heard(id, headers, isEnd);
        }

        @Override
        public int onDataRead(ChannelHandlerContext context, int id, ByteBuf data, int padding, boolean isEnd) {
            Http2Exchange exchange = exchange(id);
            if (exchange != null && !exchange.isOver()) {
                boolean isAll = exchange.heard(data, answerBytes);
                if (isEnd || !isAll) {
                    exchange.answered();
                }
                if (!isAll) {
                    var _ = handler.resetStream(context, id, Http2Error.CANCEL.code(), context.newPromise());
                }
            }
            return data.readableBytes() + padding;
        }

        @Override
        public void onRstStreamRead(ChannelHandlerContext context, int id, long errorCode) {
            Http2Exchange exchange = exchange(id);
            if (exchange == null) {
                return;
            }
            if (errorCode == Http2Error.REFUSED_STREAM.code()) {
                exchange.refused();
            } else {
                exchange.broken("the server broke off: " + Http2Error.valueOf(errorCode));
            }
        }
    }
}
