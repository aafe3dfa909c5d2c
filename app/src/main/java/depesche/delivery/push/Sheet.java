package depesche.delivery.push;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// Places for the agreements of some browsers, side by side outside the heap: there the collector makes no copies, and
/// what is wiped is gone. Taking an agreement is the only way to see it, and empties its place.
final class Sheet implements AutoCloseable {

    private static final int MARK = Long.BYTES;
    /// A point without the byte that only says that it is whole.
    private static final int COORDINATES = Curve.POINT - 1;
    private static final int ROW = MARK + COORDINATES + Agreement.SECRET;
    private static final byte WHOLE = 4;

    private final long[] browsers;
    private final ReentrantLock lock = new ReentrantLock();
    private final Arena arena = Arena.ofShared();
    private final MemorySegment rows;
    private final BitSet filled = new BitSet();
    private boolean isClosed;

    /// @param browsers their numbers, rising
    Sheet(long[] browsers) {
        this.browsers = browsers.clone();
        this.rows = arena.allocate((long) ROW * browsers.length, Long.BYTES);
    }

    boolean isOf(long[] others) {
        return Arrays.equals(browsers, others);
    }

    int places() {
        return browsers.length;
    }

    int ready() {
        lock.lock();
        try {
            return filled.cardinality();
        } finally {
            lock.unlock();
        }
    }

    boolean has(long browser, long mark) {
        lock.lock();
        try {
            int place = place(browser);
            return place >= 0 && filled.get(place) && rows.get(ValueLayout.JAVA_LONG, offset(place)) == mark;
        } finally {
            lock.unlock();
        }
    }

    /// Lays an agreement down and wipes what it was given. One for a browser that is not of this sheet is only wiped.
    ///
    /// @param mark tells the browser's keys from others
    void put(long browser, long mark, Agreement agreement) {
        lock.lock();
        try {
            int place = place(browser);
            if (place >= 0 && !isClosed) {
                long at = offset(place);
                rows.set(ValueLayout.JAVA_LONG, at, mark);
                MemorySegment.copy(agreement.point(), 1, rows, ValueLayout.JAVA_BYTE, at + MARK, COORDINATES);
                MemorySegment.copy(
                        agreement.use(), 0, rows, ValueLayout.JAVA_BYTE, at + MARK + COORDINATES, Agreement.SECRET);
                filled.set(place);
            }
        } finally {
            agreement.wipe();
            lock.unlock();
        }
    }

    /// The browser's agreement, to one caller only. If its keys are others now there is none, and the place is empty
    /// all the same.
    Optional<Agreement> take(long browser, long mark) {
        lock.lock();
        try {
            int place = place(browser);
            if (place < 0 || !filled.get(place)) {
                return Optional.empty();
            }
            filled.clear(place);
            boolean isOfTheseKeys = rows.get(ValueLayout.JAVA_LONG, offset(place)) == mark;
            Optional<Agreement> taken = isOfTheseKeys ? Optional.of(read(place)) : Optional.empty();
            rows.asSlice(offset(place), ROW).fill((byte) 0);
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private Agreement read(int place) {
        long at = offset(place) + MARK;
        var point = new byte[Curve.POINT];
        point[0] = WHOLE;
        MemorySegment.copy(rows, ValueLayout.JAVA_BYTE, at, point, 1, COORDINATES);
        var secret = new byte[Agreement.SECRET];
        MemorySegment.copy(rows, ValueLayout.JAVA_BYTE, at + COORDINATES, secret, 0, Agreement.SECRET);
        return new Agreement(point, secret);
    }

    /// Moves over what is ready in another sheet for browsers of this one.
    void takeOver(Sheet before) {
        for (long browser : browsers) {
            before.mark(browser)
                    .ifPresent(
                            mark -> before.take(browser, mark).ifPresent(agreement -> put(browser, mark, agreement)));
        }
    }

    private Optional<Long> mark(long browser) {
        lock.lock();
        try {
            int place = place(browser);
            return place >= 0 && filled.get(place)
                    ? Optional.of(rows.get(ValueLayout.JAVA_LONG, offset(place)))
                    : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private int place(long browser) {
        return Arrays.binarySearch(browsers, browser);
    }

    private static long offset(int place) {
        return (long) place * ROW;
    }

    /// Wipes all and gives the memory back.
    @Override
    public void close() {
        lock.lock();
        try {
            if (!isClosed) {
                isClosed = true;
                filled.clear();
                rows.fill((byte) 0);
                arena.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
