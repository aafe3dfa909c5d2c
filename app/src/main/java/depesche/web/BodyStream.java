package depesche.web;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// The body of a request as a stream that a virtual thread can wait on. Asks the event loop for one buffer at a
/// time, so that a body of any size takes no more memory than one of them.
final class BodyStream extends InputStream {

    private static final int LONGEST_SILENCE_SECONDS = 30;

    private sealed interface Arrival {
        record Chunk(Buffer bytes) implements Arrival {}

        record End() implements Arrival {}

        record Broken() implements Arrival {}
    }

    private final HttpServerRequest request;
    private final Context context;
    private final LinkedBlockingQueue<Arrival> arrived = new LinkedBlockingQueue<>();
    private byte[] current = new byte[0];
    private int position;
    private boolean ended;

    BodyStream(HttpServerRequest request, Context context) {
        this.request = request;
        this.context = context;
    }

    /// On the event loop, before anyone reads the request.
    BodyStream attach() {
        request.pause();
        request.handler(bytes -> arrived.add(new Arrival.Chunk(bytes)));
        request.endHandler(_ -> arrived.add(new Arrival.End()));
        request.exceptionHandler(_ -> arrived.add(new Arrival.Broken()));
        return this;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (position == current.length && !refill()) {
            return -1;
        }
        int taken = Math.min(length, current.length - position);
        System.arraycopy(current, position, target, offset, taken);
        position += taken;
        return taken;
    }

    private boolean refill() throws IOException {
        while (!ended) {
            switch (await()) {
                case Arrival.Chunk(Buffer bytes)
                when bytes.length() > 0 -> {
                    current = bytes.getBytes();
                    position = 0;
                    return true;
                }
                case Arrival.Chunk _ -> {}
                case Arrival.End _ -> ended = true;
                case Arrival.Broken _ -> {
                    ended = true;
                    throw new IOException("the sender went away in the middle of the body");
                }
            }
        }
        return false;
    }

    private Arrival await() throws IOException {
        context.runOnContext(_ -> request.fetch(1));
        try {
            Arrival next = arrived.poll(LONGEST_SILENCE_SECONDS, TimeUnit.SECONDS);
            return next == null ? new Arrival.Broken() : next;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped while reading the body", stopped);
        }
    }
}
