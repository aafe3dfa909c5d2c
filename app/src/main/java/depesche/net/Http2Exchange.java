package depesche.net;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http2.Http2Headers;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One post by HTTP/2 and what becomes of it. Runs on the event loop but for its beginning.
final class Http2Exchange {

    private static final int MOST_ASKINGS = 5;
    private static final char INFORMATIONAL = '1';
    private static final String RETRY_AFTER = "retry-after";
    private static final String CONTENT_TYPE = "content-type";

    private final Post post;
    private final InetAddress address;
    private final long until;
    private final CompletableFuture<Posted> answer = new CompletableFuture<>();
    private final StringBuilder words = new StringBuilder();
    private int askings;
    private int status;
    private Optional<Duration> retryAfter = Optional.empty();
    private String mediaType = "";
    private boolean isRefused;
    private String why = "the connection was closed before the answer";
    private Runnable onEnd = () -> {};
    private @Nullable Http2Line line;
    private int stream;
    private long sentAt;

    /// @param until when it is given up, as [System#nanoTime] counts
    Http2Exchange(Post post, InetAddress address, long until) {
        this.post = post;
        this.address = address;
        this.until = until;
    }

    Post post() {
        return post;
    }

    InetAddress address() {
        return address;
    }

    CompletableFuture<Posted> answer() {
        return answer;
    }

    /// What is to be done once it is over.
    void onEnd(Runnable done) {
        onEnd = done;
    }

    boolean isOver() {
        return answer.isDone();
    }

    boolean isLate(long now) {
        return now - until > 0;
    }

    /// From here on nobody knows whether it arrived, until there is an answer.
    void sent(Http2Line by, int asStream) {
        line = by;
        stream = asStream;
        sentAt = System.nanoTime();
        askings++;
    }

    /// Takes the head of an answer. One that only says that another comes is passed over, and so is what may follow.
    void heard(Http2Headers headers, Instant now) {
        CharSequence told = headers.status();
        if (told != null && status == 0 && told.charAt(0) != INFORMATIONAL) {
            status = Integer.parseInt(told.toString());
            CharSequence wait = headers.get(RETRY_AFTER);
            mediaType = Optional.ofNullable(headers.get(CONTENT_TYPE))
                    .map(CharSequence::toString)
                    .orElse("");
            retryAfter = wait == null ? Optional.empty() : RetryAfter.parse(wait.toString(), now);
        }
    }

    /// False once there is more than is read.
    boolean heard(ByteBuf part, int mostBytes) {
        int room = mostBytes - words.length();
        words.append(
                part.toString(part.readerIndex(), Math.min(room, part.readableBytes()), StandardCharsets.ISO_8859_1));
        return part.readableBytes() <= room;
    }

    /// The server says that it has not looked at it (RFC 9113 §8.7).
    void refused() {
        isRefused = true;
    }

    /// Why its stream is about to be closed without an answer.
    void broken(String told) {
        why = told;
    }

    /// The answer is complete.
    void answered() {
        if (status > 0) {
            end(new Posted.Answered(status, retryAfter, mediaType, words.toString()));
        }
    }

    /// Its stream is closed. A status that was heard counts: a rest of the answer that never comes changes nothing.
    ///
    /// @param again takes it if it was refused, so that it goes by another connection
    void closed(Consumer<Http2Exchange> again) {
        line = null;
        if (isOver()) {
            return;
        }
        if (status > 0) {
            answered();
        } else if (!isRefused) {
            end(new Posted.Lost(why));
        } else if (askings < MOST_ASKINGS) {
            isRefused = false;
            again.accept(this);
        } else {
            unreachable("the server refuses all requests");
        }
    }

    void unreachable(String why) {
        end(new Posted.Unreachable(why));
    }

    void end(Posted posted) {
        if (answer.complete(posted)) {
            onEnd.run();
        }
    }

    /// Time is out.
    void giveUp() {
        Http2Line under = line;
        answered();
        if (under == null) {
            unreachable("no connection in time");
        } else {
            end(new Posted.Lost("no answer in time"));
            under.forget(stream, sentAt);
        }
    }
}
