package depesche.db;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/// Reads things by their number for many who ask at once: while some are being read, others wait, and then are read
/// together. Who asks alone does not wait, and many cost little more than one. What somebody gets was read after they
/// asked.
public final class ReadTogether<V> {

    /// So many reads go on side by side; more would take connections and make smaller groups.
    private static final int SIDE_BY_SIDE = 2;

    private static final int MOST_AT_ONCE = 32;

    private final Function<Set<Long>, Map<Long, V>> reading;
    private final Deque<Asked<V>> waiting = new ArrayDeque<>();
    private int underWay;

    /// @param reading gives what there is under these numbers; what it leaves out is not there
    public ReadTogether(Function<Set<Long>, Map<Long, V>> reading) {
        this.reading = reading;
    }

    private record Asked<V>(long number, CompletableFuture<Optional<V>> answer) {}

    /// Waits until it is read.
    public Optional<V> of(long number) {
        var answer = new CompletableFuture<Optional<V>>();
        if (isFirst(new Asked<>(number, answer))) {
            Thread.ofVirtual().name("read-together").start(this::read);
        }
        return joined(answer);
    }

    private synchronized boolean isFirst(Asked<V> asked) {
        waiting.add(asked);
        if (underWay == SIDE_BY_SIDE) {
            return false;
        }
        underWay++;
        return true;
    }

    private void read() {
        for (List<Asked<V>> group = next(); !group.isEmpty(); group = next()) {
            read(group);
        }
    }

    private synchronized List<Asked<V>> next() {
        List<Asked<V>> group = new ArrayList<>();
        while (!waiting.isEmpty() && group.size() < MOST_AT_ONCE) {
            group.add(waiting.remove());
        }
        if (group.isEmpty()) {
            underWay--;
        }
        return group;
    }

    private void read(List<Asked<V>> group) {
        Set<Long> numbers = new HashSet<>();
        group.forEach(asked -> numbers.add(asked.number()));
        try {
            Map<Long, V> found = reading.apply(numbers);
            group.forEach(asked -> asked.answer().complete(Optional.ofNullable(found.get(asked.number()))));
        } catch (RuntimeException | Error broken) {
            group.forEach(asked -> asked.answer().completeExceptionally(broken));
        }
    }

    private static <T> T joined(CompletableFuture<T> answer) {
        try {
            return answer.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failed;
        }
    }
}
