package depesche.web;

import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Something that many pages show, such as the tree of topics: read once, and kept until its key is dropped. By the
/// same
/// rule as a page: what was read before a change is never kept after it. Pages made of it must bear the key too.
public final class Kept<T> {

    private final ShownIndex shown;
    private final Set<String> key;
    private volatile @Nullable T value;

    Kept(ShownIndex shown, String key) {
        this.shown = shown;
        this.key = Set.of(key);
    }

    /// What is kept, or what `reading` gives where nothing is.
    public T get(Supplier<T> reading) {
        T kept = value;
        if (kept != null) {
            return kept;
        }
        ShownIndex.Mark mark = shown.mark();
        try {
            T read = reading.get();
            shown.unlessDropped(mark, key, () -> value = read);
            return read;
        } finally {
            shown.release(mark);
        }
    }

    void drop(Set<String> dropped) {
        if (dropped.containsAll(key)) {
            value = null;
        }
    }

    void drop() {
        value = null;
    }
}
