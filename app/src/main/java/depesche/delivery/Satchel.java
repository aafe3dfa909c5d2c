package depesche.delivery;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// What one connection has with it: the message under way, and the next, whose envelope goes ahead with this one's dot.
/// What of it is shared is guarded by the lock of the [Hand], but for the wait itself, which others look at.
final class Satchel {

    private final AtomicReference<Optional<Delivery>> held = new AtomicReference<>(Optional.empty());
    private volatile long waitingSince;
    private volatile boolean waiting;
    private long answeredAt;
    private boolean hasAnswer;
    private @Nullable Share current;
    private @Nullable Share next;

    /// The message leaves now, and this one waits behind it.
    void waitForAnswer(Optional<Delivery> next) {
        waitingSince = System.nanoTime();
        held.set(next);
        waiting = true;
    }

    /// The wait is over.
    ///
    /// @return whether the next is still this connection's: while it waited for long, that may have been taken back
    boolean waited(boolean isAnswer) {
        waiting = false;
        if (isAnswer) {
            answeredAt = System.nanoTime();
            hasAnswer = true;
        }
        return held.getAndSet(Optional.empty()).isPresent();
    }

    /// When the message under way left, or the last one.
    long waitingSince() {
        return waitingSince;
    }

    /// For how many nanoseconds it has been waiting for an answer.
    long waited(long now) {
        return waiting ? now - waitingSince : 0;
    }

    boolean isEmpty() {
        return current == null;
    }

    /// Whether the message under way is one of this domain.
    boolean carries(Share share) {
        return current == share;
    }

    void take(Share share) {
        if (current == null) {
            current = share;
            share.hold();
            return;
        }
        next = share;
        if (current != share) {
            share.hold();
        }
    }

    /// The next is now the one under way.
    ///
    /// @return whose message before was answered or came to nothing
    Optional<Share> shift() {
        Share before = current;
        if (next == null || before == null) {
            return Optional.empty();
        }
        noteAnswer(before);
        if (before != next) {
            before.release();
        }
        current = next;
        next = null;
        return Optional.of(before);
    }

    /// Nothing is under way any more.
    Optional<Share> empty() {
        waiting = false;
        dropNext();
        Share before = current;
        if (before == null) {
            return Optional.empty();
        }
        noteAnswer(before);
        before.release();
        current = null;
        return Optional.of(before);
    }

    /// What waits behind a message whose answer does not come, for others to carry: of it not a byte has left but the
    /// envelope.
    Optional<Delivery> takeBack() {
        Optional<Delivery> back = waiting ? held.getAndSet(Optional.empty()) : Optional.empty();
        if (back.isPresent()) {
            dropNext();
        }
        return back;
    }

    private void dropNext() {
        if (next != null && next != current) {
            next.release();
        }
        next = null;
    }

    private void noteAnswer(Share share) {
        if (hasAnswer) {
            share.answered(answeredAt);
            hasAnswer = false;
        }
    }
}
