package depesche.search;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.search.FieldDoc;

/// Where a list of what was found goes on: after this article, in the order of the list. Means the same however the
/// index has grown meanwhile.
///
/// @param rank bits of a score, or seconds since 1970 where the newest come first
public record Place(long rank, long id) {

    /// Before the first.
    public static final Place START = new Place(0, 0);

    private static final Pattern TEXT = Pattern.compile("(-?[0-9]{1,18})_([0-9]{1,18})");

    public boolean isStart() {
        return equals(START);
    }

    /// For addresses: `1069547520_17`.
    public String text() {
        return rank + "_" + id;
    }

    /// Empty for what we have not written.
    public static Optional<Place> parse(String text) {
        Matcher parts = TEXT.matcher(text);
        return parts.matches()
                ? Optional.of(new Place(Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2))))
                : Optional.empty();
    }

    FieldDoc after(Order order) {
        Object value = order == Order.BEST ? (Object) Float.intBitsToFloat((int) rank) : (Object) rank;
        return new FieldDoc(Integer.MAX_VALUE, Float.NaN, new Object[] {value, id});
    }

    static Place of(FieldDoc hit, Order order) {
        Object value = hit.fields[0];
        long id = (Long) hit.fields[1];
        return order == Order.BEST
                ? new Place(Float.floatToRawIntBits((Float) value), id)
                : new Place((Long) value, id);
    }
}
