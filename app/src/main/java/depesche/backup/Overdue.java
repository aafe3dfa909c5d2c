package depesche.backup;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;

/// Whether anything waits whose time has come: only that could have been sent in a life that is not remembered here,
/// and would go out once more.
public final class Overdue {

    private final Predicate<Handle> wouldSendDigests;
    private final InstantSource clock;

    /// @param wouldSendDigests whether a digest would go out now
    public Overdue(Predicate<Handle> wouldSendDigests, InstantSource clock) {
        this.wouldSendDigests = wouldSendDigests;
        this.clock = clock;
    }

    /// In the caller's snapshot.
    public boolean isAnything(Handle tx) {
        Instant now = clock.instant();
        return isAnyAlert(tx, now)
                || Resuming.articles(tx, now) > 0
                || Resuming.confirmations(tx, now) > 0
                || wouldSendDigests.test(tx);
    }

    private static boolean isAnyAlert(Handle tx, Instant now) {
        return tx.createQuery("""
                        select exists (
                               select
                                 from alert
                                where planned_at is null
                                  and stopped_at is null
                                  and due_at <= :now)
                            or exists (
                               select
                                 from slice_lease
                                where ended_at is null
                                  and due_at <= :now)
                        """).bind("now", now).mapTo(Boolean.class).one();
    }
}
