package depesche.delivery;

import java.util.concurrent.TimeUnit;

/// What one destination domain has of a node's connections. Guarded by the lock of the [Hand].
final class Share {

    /// A domain that has answered within this time is known to answer, and one that owes an answer for longer is
    /// silent.
    static final long LATELY = TimeUnit.SECONDS.toNanos(5);

    private static final long JUST_NOW = TimeUnit.SECONDS.toNanos(1);

    private final String domain;
    private int held;
    private boolean hasAnswered;
    private long lastAnswer;

    Share(String domain) {
        this.domain = domain;
    }

    String domain() {
        return domain;
    }

    /// On how many connections a message of it is under way, or the next.
    int held() {
        return held;
    }

    void hold() {
        held++;
    }

    void release() {
        held--;
    }

    void answered(long at) {
        hasAnswered = true;
        lastAnswer = at;
    }

    boolean isAnswering(long now) {
        return hasAnswered && now - lastAnswer < LATELY;
    }

    /// Whether it has answered so lately that whoever waits for it may count on being next.
    boolean isAnsweringNow(long now) {
        return hasAnswered && now - lastAnswer < JUST_NOW;
    }
}
