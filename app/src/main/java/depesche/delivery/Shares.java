package depesche.delivery;

import depesche.alert.Receiver;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How many of a node's connections each destination domain may take, so that one whose messages hang holds up no
/// other. The last free connection is for a domain of which nothing is under way. One that has not answered lately
/// leaves as many free as it takes, and one that has owed an answer for long takes no more. Guarded by the lock of the
/// [Hand].
final class Shares {

    private static final int UNLIMITED = Integer.MAX_VALUE;
    private static final int MOST_REMEMBERED = 10_000;

    private final int connections;
    private final InstantSource clock;
    private final List<Satchel> satchels = new ArrayList<>();
    private final Map<String, Share> shares = new HashMap<>();
    private final Share anybody = new Share("");
    private int used;

    Shares(int connections, InstantSource clock) {
        this.connections = connections;
        this.clock = clock;
    }

    /// Where servers have their share in another way ([Origins]).
    static Shares unlimited(InstantSource clock) {
        return new Shares(UNLIMITED, clock);
    }

    /// A connection's.
    Satchel satchel() {
        var satchel = new Satchel();
        satchels.add(satchel);
        return satchel;
    }

    /// What waits behind messages whose answers are long in coming, and is no longer their connections'.
    List<Delivery> heldUp() {
        long now = System.nanoTime();
        return satchels.stream()
                .filter(satchel -> satchel.waited(now) > Share.LATELY)
                .flatMap(satchel -> satchel.takeBack().stream())
                .toList();
    }

    Share of(Receiver receiver) {
        return connections == UNLIMITED
                ? anybody
                : of(receiver.address().map(Domains::domain).orElse(""));
    }

    Share of(String domain) {
        Share share = shares.get(domain);
        if (share == null) {
            if (shares.size() >= MOST_REMEMBERED) {
                shares.values().removeIf(it -> it.held() == 0);
            }
            share = new Share(domain);
            shares.put(domain, share);
        }
        return share;
    }

    /// Whether the connection that asks may carry one of this domain after what it has under way.
    boolean mayTake(Share share, Satchel asking) {
        int held = share.held() - (asking.carries(share) ? 1 : 0);
        int free = connections - used + (asking.isEmpty() ? 0 : 1);
        return room(share, held, free) > 0;
    }

    /// How many more connections may take up this domain.
    int room(Share share) {
        return room(share, share.held(), connections - used);
    }

    private int room(Share share, int held, int free) {
        int more = more(share, held, free);
        return held == 0 && free > 0 ? Math.max(1, more) : Math.max(0, more);
    }

    private int more(Share share, int held, int free) {
        long now = System.nanoTime();
        if (share.isAnswering(now)) {
            return free - 1;
        }
        return longestWait(share, now) > Share.LATELY ? 0 : (free - held) / 2;
    }

    void take(Share share, Satchel asking) {
        used += asking.isEmpty() ? 1 : 0;
        asking.take(share);
    }

    /// Nothing is under way on this connection any more.
    Optional<Share> empty(Satchel satchel) {
        used -= satchel.isEmpty() ? 0 : 1;
        return satchel.empty();
    }

    /// Whether readers of this domain who wait for a connection come soon: it has just answered, or has room.
    boolean isMoving(Share share) {
        return share.isAnsweringNow(System.nanoTime()) || room(share) > 0;
    }

    /// Until when readers of a domain that owes an answer for long are not thought of: as long again as it has been.
    Optional<Instant> silentUntil(Share share) {
        long now = System.nanoTime();
        long wait = share.isAnswering(now) ? 0 : longestWait(share, now);
        return wait > Share.LATELY ? Optional.of(clock.instant().plusNanos(wait)) : Optional.empty();
    }

    private long longestWait(Share share, long now) {
        long longest = 0;
        for (Satchel satchel : satchels) {
            if (satchel.carries(share)) {
                longest = Math.max(longest, satchel.waited(now));
            }
        }
        return longest;
    }
}
