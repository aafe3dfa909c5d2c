package depesche.delivery;

import depesche.delivery.ledger.End;
import depesche.delivery.ledger.Ticket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// How fast this node sends, as far as it has been seen.
final class Tempo {

    private static final double BEFORE_ANY_WAS_SENT = 500;
    private static final int ENOUGH_TO_TELL = 200;
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

    private final Optional<Integer> limit;
    private double lately = BEFORE_ANY_WAS_SENT;
    private long start;
    private long last;
    private int count;

    Tempo(Optional<Integer> limit) {
        this.limit = limit;
    }

    /// A run ends with a pause; its speed holds until a later run has told more.
    synchronized void count(List<Ticket> tickets) {
        long accepted = tickets.stream()
                .filter(ticket -> ticket.entry().outcome().end() == End.ACCEPTED)
                .count();
        if (accepted == 0) {
            return;
        }
        long now = System.nanoTime();
        if (count == 0 || now - last > PAUSE) {
            start = now;
            count = 0;
        }
        last = now;
        count += (int) accepted;
        if (count >= ENOUGH_TO_TELL && now > start) {
            lately = count * (double) TimeUnit.SECONDS.toNanos(1) / (now - start);
        }
    }

    synchronized double messagesPerSecond() {
        return limit.map(most -> Math.min(most, lately)).orElse(lately);
    }
}
