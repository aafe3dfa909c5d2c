package depesche.job;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// What is done while sends are held: nothing, but for a few types that people wait for. Of those, what was due before
/// the hold is dropped: whoever waited for it has waited elsewhere.
///
/// @param since since when sends are held; empty: they are not
/// @param evenThen the types that run all the same
public record Holding(Supplier<Optional<Instant>> since, Set<Class<? extends Job>> evenThen) {

    static final Holding NEVER = new Holding(Optional::empty, Set.of());

    /// What to do with a job that is due.
    enum Order {
        RUN,
        WAIT,
        DROP
    }

    public Holding {
        evenThen = Set.copyOf(evenThen);
    }

    Optional<Instant> heldSince() {
        return since.get();
    }

    Order of(Class<? extends Job> type, Instant due) {
        Optional<Instant> held = heldSince();
        if (held.isEmpty()) {
            return Order.RUN;
        }
        if (!evenThen.contains(type)) {
            return Order.WAIT;
        }
        return due.isAfter(held.get()) ? Order.RUN : Order.DROP;
    }
}
