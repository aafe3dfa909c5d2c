package depesche.feed.activity;

import org.jdbi.v3.core.Handle;

/// Between a change of an article and the gathering of what was told of it: the change sees all inboxes that were told,
/// either one by one or gathered. Held to the end of the transaction.
final class TellingsLock {

    private TellingsLock() {}

    /// Many articles may change at once.
    static void shared(Handle tx) {
        tx.execute("select pg_advisory_xact_lock_shared(hashtextextended('depesche: what inboxes were told', 0))");
    }

    static void alone(Handle tx) {
        tx.execute("select pg_advisory_xact_lock(hashtextextended('depesche: what inboxes were told', 0))");
    }
}
