package depesche.delivery.push;

import depesche.channel.PushSubscriptions.Living;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/// Agreements that were made before there was anything to say, at most one for a browser. In this node's memory only:
/// nothing is stored, so nothing can come back and be used twice.
public final class Agreements {

    /// 112 bytes each: at most 56 MB a node. Whose browser finds no place is sent to all the same, with an agreement
    /// made then.
    private static final int MOST_PLACES = 500_000;

    private final int mostPlaces;
    /// By the number of the range of [Living#range] numbers.
    private final ConcurrentNavigableMap<Long, Sheet> sheets = new ConcurrentSkipListMap<>();

    public Agreements() {
        this(MOST_PLACES);
    }

    Agreements(int mostPlaces) {
        this.mostPlaces = mostPlaces;
    }

    /// How many are ready.
    public int ready() {
        return sheets.values().stream().mapToInt(Sheet::ready).sum();
    }

    /// The one for a browser, to one caller only; none for keys that are not those it was made with, and then it is
    /// gone as well.
    Optional<Agreement> take(long browser, byte[] keys) {
        Sheet sheet = sheets.get(Living.range(browser));
        return sheet == null ? Optional.empty() : sheet.take(browser, mark(keys));
    }

    boolean has(Living browser) {
        Sheet sheet = sheets.get(browser.range());
        return sheet != null && sheet.has(browser.id(), mark(browser.keys()));
    }

    void put(Living browser, Agreement agreement) {
        Sheet sheet = sheets.get(browser.range());
        if (sheet == null) {
            agreement.wipe();
        } else {
            sheet.put(browser.id(), mark(browser.keys()), agreement);
        }
    }

    /// Ranges with places that are empty.
    List<Long> wanting() {
        return sheets.entrySet().stream()
                .filter(entry -> entry.getValue().ready() < entry.getValue().places())
                .map(Map.Entry::getKey)
                .toList();
    }

    /// The last range with places, or the first there may be.
    long last() {
        var last = sheets.lastEntry();
        return last == null ? 0 : last.getKey();
    }

    /// Makes places for exactly these browsers of a range, and keeps what is ready for them. False if there is no room.
    boolean lay(long range, List<Living> browsers) {
        long[] numbers = browsers.stream().mapToLong(Living::id).toArray();
        Sheet before = sheets.get(range);
        if (before != null && before.isOf(numbers)) {
            return true;
        }
        int others = sheets.values().stream().mapToInt(Sheet::places).sum() - (before == null ? 0 : before.places());
        if (others + numbers.length > mostPlaces) {
            return false;
        }
        var sheet = new Sheet(numbers);
        if (before != null) {
            sheet.takeOver(before);
        }
        sheets.put(range, sheet);
        if (before != null) {
            before.close();
        }
        return true;
    }

    /// Forgets everything from one range up to and without another.
    void drop(long from, long to) {
        var gone = sheets.subMap(from, to);
        gone.values().forEach(Sheet::close);
        gone.clear();
    }

    /// Tells keys from others; eight bytes do, since a mistake would only make a message unreadable.
    private static long mark(byte[] keys) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(keys))
                    .getLong();
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("no SHA-256 in this Java", missing);
        }
    }
}
