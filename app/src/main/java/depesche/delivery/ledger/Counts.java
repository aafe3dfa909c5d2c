package depesche.delivery.ledger;

/// How many deliveries stand where. A message in doubt counts as deferred until it was sent once more.
public record Counts(
        int waiting,
        int deferred,
        int accepted,
        int refused,
        int suppressed,
        int expired,
        int withdrawn,
        int uncertain) {

    static Counts waiting(int waiting) {
        return new Counts(waiting, 0, 0, 0, 0, 0, 0, 0);
    }

    Counts minus(Counts other) {
        return new Counts(
                waiting - other.waiting,
                deferred - other.deferred,
                accepted - other.accepted,
                refused - other.refused,
                suppressed - other.suppressed,
                expired - other.expired,
                withdrawn - other.withdrawn,
                uncertain - other.uncertain);
    }

    public Counts plus(Counts other) {
        return new Counts(
                waiting + other.waiting,
                deferred + other.deferred,
                accepted + other.accepted,
                refused + other.refused,
                suppressed + other.suppressed,
                expired + other.expired,
                withdrawn + other.withdrawn,
                uncertain + other.uncertain);
    }

    /// Deliveries that are not over.
    public int open() {
        return waiting + deferred;
    }

    public int all() {
        return open() + accepted + refused + suppressed + expired + withdrawn + uncertain;
    }
}
