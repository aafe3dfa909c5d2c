package depesche.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;

/// When what a page shows was last dropped, in a file that outlives the process: a stamp for each of a million slots,
/// and keys share slots by their hash. Two keys in one slot only make a page anew that need not be; no page is ever
/// thought right that is not. The size is fixed, whatever the number of pages.
///
/// A stamp counts drops. A page that was begun at stamp n is right as long as no slot of its keys is above n.
final class DropStamps {

    /// What of the database's changes is in the stamps.
    ///
    /// @param watermark all changes of transactions below are
    /// @param atMillis when that was, by the database's clock
    record Seen(long watermark, long atMillis) {}

    private static final VarHandle LONGS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int SLOTS = 1 << 20;
    private static final int NOW = 0;
    private static final int ALL = 8;
    private static final int WATERMARK = 16;
    private static final int SEEN_AT = 24;
    private static final int BYTES = 32;
    private static final int FIRST_SLOT = 64;
    private static final int LENGTH = FIRST_SLOT + SLOTS * Long.BYTES;

    private final MappedByteBuffer file;

    /// Opens the file, or makes it: all slots at zero.
    DropStamps(Path path) throws IOException {
        try (var channel =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            fill(channel);
            file = channel.map(FileChannel.MapMode.READ_WRITE, 0, LENGTH);
        } catch (UncheckedIOException broken) {
            throw broken.getCause();
        }
    }

    /// All of it at once: a full disk is an error here, and would be the end of the process in a mapped file.
    private static void fill(FileChannel channel) throws IOException {
        if (channel.size() < LENGTH) {
            ByteBuffer zeros = ByteBuffer.allocate(LENGTH);
            while (zeros.hasRemaining()) {
                channel.write(zeros, zeros.position());
            }
        }
    }

    long now() {
        return get(NOW);
    }

    boolean isRight(long stamp, Iterable<String> keys) {
        if (get(ALL) > stamp) {
            return false;
        }
        for (String key : keys) {
            if (get(slot(key)) > stamp) {
                return false;
            }
        }
        return true;
    }

    /// The slots come before the count: who begins a page meanwhile begins it below them, and it is made once more.
    synchronized void drop(Set<String> keys) {
        long next = now() + 1;
        keys.forEach(key -> set(slot(key), next));
        set(NOW, next);
    }

    synchronized void dropAll() {
        long next = now() + 1;
        set(ALL, next);
        set(NOW, next);
    }

    Optional<Seen> seen() {
        return get(SEEN_AT) == 0 ? Optional.empty() : Optional.of(new Seen(get(WATERMARK), get(SEEN_AT)));
    }

    void saw(Seen seen) {
        set(WATERMARK, seen.watermark());
        set(SEEN_AT, seen.atMillis());
    }

    /// How much all pages beside it take.
    long bytes() {
        return get(BYTES);
    }

    void addBytes(long more) {
        LONGS.getAndAdd(file, BYTES, more);
    }

    private static int slot(String key) {
        int hash = key.hashCode() * 0x9E3779B9;
        return FIRST_SLOT + (hash >>> 12) * Long.BYTES;
    }

    private long get(int at) {
        return (long) LONGS.getVolatile(file, at);
    }

    private void set(int at, long value) {
        LONGS.setVolatile(file, at, value);
    }
}
