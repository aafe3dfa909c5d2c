package depesche.delivery.ledger;

import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/// What the ledger says of each receiver of a slice, by ordinal: the last outcome counts. Not safe for
/// several threads.
public final class SliceStates {

    private static final byte NONE = 0;

    private final byte[] ends;
    private final byte[] attempts;
    private final long[] retryAt;
    private final BitSet doubted = new BitSet();
    private long firstAcceptedAt = Long.MAX_VALUE;
    private long lastAcceptedAt = Long.MIN_VALUE;

    private SliceStates(byte[] ends) {
        this.ends = ends;
        this.attempts = new byte[ends.length];
        this.retryAt = new long[ends.length];
    }

    /// Nobody was tried yet.
    public static SliceStates untouched(int size) {
        return new SliceStates(new byte[size]);
    }

    /// As a slice was folded: ends only, without attempts.
    static SliceStates folded(byte[] ends) {
        return new SliceStates(ends.clone());
    }

    /// Takes in an outcome that is durable.
    ///
    /// @param retry when an open delivery may be tried again; else the epoch
    public void apply(int ordinal, End end, Instant at, Instant retry) {
        ends[ordinal] = end.stored();
        attempts[ordinal] = (byte) Math.min(Byte.MAX_VALUE, attempts[ordinal] + 1);
        retryAt[ordinal] = retry.toEpochMilli();
        if (end == End.IN_DOUBT) {
            doubted.set(ordinal);
        }
        if (end == End.ACCEPTED) {
            firstAcceptedAt = Math.min(firstAcceptedAt, at.toEpochMilli());
            lastAcceptedAt = Math.max(lastAcceptedAt, at.toEpochMilli());
        }
    }

    public int size() {
        return ends.length;
    }

    /// Whether the delivery is not over: never tried, deferred, or in doubt.
    public boolean isOpen(int ordinal) {
        return ends[ordinal] == NONE || !End.of(ends[ordinal]).isFinal();
    }

    /// When an open delivery may be tried (again); the epoch for one that was never tried.
    public Instant dueAt(int ordinal) {
        return Instant.ofEpochMilli(retryAt[ordinal]);
    }

    public int attempts(int ordinal) {
        return attempts[ordinal];
    }

    /// Whether the reader may have the message already.
    public boolean wasInDoubt(int ordinal) {
        return doubted.get(ordinal);
    }

    public Counts counts() {
        var count = new int[End.values().length + 1];
        for (byte end : ends) {
            count[end]++;
        }
        return new Counts(
                count[NONE],
                count[End.DEFERRED.stored()] + count[End.IN_DOUBT.stored()],
                count[End.ACCEPTED.stored()],
                count[End.REFUSED.stored()],
                count[End.SUPPRESSED.stored()],
                count[End.EXPIRED.stored()],
                count[End.WITHDRAWN.stored()],
                count[End.UNCERTAIN.stored()]);
    }

    Optional<Instant> firstAcceptedAt() {
        return firstAcceptedAt == Long.MAX_VALUE
                ? Optional.empty()
                : Optional.of(Instant.ofEpochMilli(firstAcceptedAt));
    }

    Optional<Instant> lastAcceptedAt() {
        return lastAcceptedAt == Long.MIN_VALUE ? Optional.empty() : Optional.of(Instant.ofEpochMilli(lastAcceptedAt));
    }

    /// One byte for each ordinal, as `slice_lease.ends` holds it.
    byte[] ends() {
        return Arrays.copyOf(ends, ends.length);
    }
}
