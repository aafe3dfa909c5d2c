package depesche.delivery.ledger;

import java.util.Locale;

/// How an attempt ended, in one word and as the ledger stores it. Stored numbers never change their meaning.
public enum End {
    ACCEPTED(1),
    DEFERRED(2),
    REFUSED(3),
    IN_DOUBT(4),
    SUPPRESSED(5),
    EXPIRED(6),
    WITHDRAWN(7),
    UNCERTAIN(8);

    private final byte stored;

    End(int stored) {
        this.stored = (byte) stored;
    }

    byte stored() {
        return stored;
    }

    /// Whether the delivery is over with it: neither deferred nor in doubt.
    public boolean isFinal() {
        return switch (this) {
            case ACCEPTED, REFUSED, SUPPRESSED, EXPIRED, WITHDRAWN, UNCERTAIN -> true;
            case DEFERRED, IN_DOUBT -> false;
        };
    }

    /// As it is written outside: `in-doubt`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static End of(int stored) {
        for (End end : values()) {
            if (end.stored == stored) {
                return end;
            }
        }
        throw new IllegalArgumentException("the ledger knows no end of number " + stored);
    }
}
