package depesche.delivery.ledger;

import java.util.concurrent.CompletableFuture;

/// What a carrier gets for an entry it handed to the ledger, and must see settled before it sends another
/// final dot.
public final class Ticket {

    /// How recording ended.
    public enum Fate {
        /// In the database, under our fence.
        DURABLE,
        /// The slice was taken over: nothing was recorded, and another node goes on with it.
        FENCE_LOST
    }

    private final Entry entry;
    private final CompletableFuture<Fate> fate = new CompletableFuture<>();

    Ticket(Entry entry) {
        this.entry = entry;
    }

    /// Waits until the entry is durable or can never be.
    public Fate await() {
        return fate.join();
    }

    public boolean isSettled() {
        return fate.isDone();
    }

    public Entry entry() {
        return entry;
    }

    void settle(Fate how) {
        fate.complete(how);
    }
}
