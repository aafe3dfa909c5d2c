package depesche.delivery;

import depesche.alert.Current;
import depesche.alert.Receiver;
import depesche.alert.Standing;
import depesche.delivery.ledger.SliceClaim;
import depesche.delivery.ledger.SliceStates;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A slice that this node holds, and where each of its deliveries is: to be taken, under way, or waiting for a
/// later time. Guarded by the lock of the [Hand], but for [#isCarriable()], which looks at what is volatile.
final class SliceInHand {

    private final SliceClaim claim;
    private final Dispatch dispatch;
    private final List<Receiver> receivers;
    private final SliceStates states;
    private final ArrayDeque<Integer> ready = new ArrayDeque<>();
    private final Map<String, ArrayDeque<Integer>> aside = new HashMap<>();
    private final Map<Integer, Instant> resting = new HashMap<>();
    private final Map<Integer, Integer> losses = new HashMap<>();
    private final BitSet underWay = new BitSet();
    private volatile Current current;
    private volatile boolean lost;
    private volatile long deadline;

    SliceInHand(
            SliceClaim claim,
            Dispatch dispatch,
            List<Receiver> receivers,
            SliceStates states,
            Current current,
            long deadline) {
        this.claim = claim;
        this.dispatch = dispatch;
        this.receivers = receivers;
        this.states = states;
        this.current = current;
        this.deadline = deadline;
    }

    /// Makes ready whoever is due.
    SliceInHand dueAt(Instant now) {
        open().filter(ordinal -> !states.dueAt(ordinal).isAfter(now)).forEach(ready::add);
        return this;
    }

    SliceClaim claim() {
        return claim;
    }

    Dispatch dispatch() {
        return dispatch;
    }

    SliceStates states() {
        return states;
    }

    int ready() {
        return ready.size();
    }

    /// Domains of which readers were put aside, until their domain may take another connection.
    List<String> domainsAside() {
        return List.copyOf(aside.keySet());
    }

    int aside(String domain) {
        var waiting = aside.get(domain);
        return waiting == null ? 0 : waiting.size();
    }

    /// Readers to be taken now, or as soon as their domain may.
    int waiting() {
        int waiting = ready.size();
        for (var readers : aside.values()) {
            waiting += readers.size();
        }
        return waiting;
    }

    boolean isLost() {
        return lost;
    }

    /// Whether a dot may be sent for it at this moment: ours by this node's own clock, in its current revision, and
    /// neither held nor stopped.
    boolean isCarriable() {
        return !lost && current.standing() == Standing.GOING && !isStale() && System.nanoTime() - deadline < 0;
    }

    /// Whether nothing of it is left to do here and now. What is out of date is put down and claimed anew.
    boolean isIdle() {
        return lost || underWay.isEmpty() && (waiting() == 0 || current.standing() == Standing.HELD || isStale());
    }

    /// Whether the article has changed since its words were read for this slice.
    private boolean isStale() {
        return current.revision() > dispatch.revision();
    }

    void renewed(long until) {
        deadline = until;
    }

    void lose() {
        lost = true;
    }

    void current(Current now) {
        current = now;
    }

    Standing standing() {
        return current.standing();
    }

    Optional<Delivery> takeFirst() {
        Integer ordinal = ready.pollFirst();
        if (ordinal == null) {
            return Optional.empty();
        }
        underWay.set(ordinal);
        return Optional.of(new Delivery(this, receivers.get(ordinal)));
    }

    Optional<Delivery> takeAside(String domain) {
        var waiting = aside.get(domain);
        if (waiting == null) {
            return Optional.empty();
        }
        Integer ordinal = waiting.removeFirst();
        if (waiting.isEmpty()) {
            aside.remove(domain);
        }
        underWay.set(ordinal);
        return Optional.of(new Delivery(this, receivers.get(ordinal)));
    }

    /// Was not tried, since its domain has as many connections as it may.
    void putAside(Delivery delivery, String domain) {
        underWay.clear(delivery.ordinal());
        aside.computeIfAbsent(domain, _ -> new ArrayDeque<>()).addLast(delivery.ordinal());
    }

    /// Readers who were put aside rest, where nothing is heard of their domain.
    void letRest(Function<String, Optional<Instant>> silentUntil) {
        aside.entrySet().removeIf(waiting -> {
            Optional<Instant> until = silentUntil.apply(waiting.getKey());
            until.ifPresent(it -> waiting.getValue().forEach(ordinal -> resting.put(ordinal, it)));
            return until.isPresent();
        });
    }

    /// Everything that is open and not under way, whether it was due or not.
    List<Delivery> takeAllOpen() {
        List<Integer> waiting = open().filter(ordinal -> !underWay.get(ordinal)).toList();
        ready.clear();
        aside.clear();
        resting.clear();
        waiting.forEach(underWay::set);
        return waiting.stream()
                .map(ordinal -> new Delivery(this, receivers.get(ordinal)))
                .toList();
    }

    void putBack(Delivery delivery) {
        underWay.clear(delivery.ordinal());
        ready.addFirst(delivery.ordinal());
    }

    void rest(Delivery delivery, Instant until) {
        underWay.clear(delivery.ordinal());
        resting.put(delivery.ordinal(), until);
    }

    void over(int ordinal) {
        underWay.clear(ordinal);
    }

    /// How often the connection broke before this reader's dot, this time included.
    int lossesWith(Delivery delivery) {
        return losses.merge(delivery.ordinal(), 1, Integer::sum);
    }

    /// When whoever comes next finds something to do.
    Instant dueAgain(Instant now) {
        return open().map(ordinal -> resting.getOrDefault(ordinal, states.dueAt(ordinal)))
                .min(Instant::compareTo)
                .filter(due -> due.isAfter(now))
                .map(due -> due.isAfter(claim.notAfter()) ? claim.notAfter() : due)
                .orElse(now);
    }

    private Stream<Integer> open() {
        return IntStream.range(0, states.size()).filter(states::isOpen).boxed();
    }
}
