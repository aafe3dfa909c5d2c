package depesche.feed.hub;

import org.jdbi.v3.core.Handle;

/// Between a subscription that begins and a change of its feed: either the change sees the subscription, or the
/// subscription begins after the change and gets it with the first content. Held to the end of the transaction.
final class SubscribersLock {

    private SubscribersLock() {}

    /// Many may publish at once.
    static void shared(Handle tx) {
        tx.execute("select pg_advisory_xact_lock_shared(hashtextextended('depesche: subscribers of the hub', 0))");
    }

    static void alone(Handle tx) {
        tx.execute("select pg_advisory_xact_lock(hashtextextended('depesche: subscribers of the hub', 0))");
    }
}
