package depesche.alert;

import java.time.Instant;
import java.time.OffsetDateTime;
import org.jdbi.v3.core.Handle;

/// The table `planning`: one planner works at a time in the whole newsroom, and the time that planners go by never
/// runs backwards. A window that was closed stays closed: whatever is planned later has a time not before its end.
public final class Planners {

    private Planners() {}

    /// The first statement of a planner's transaction. A lock on a table, because it comes before the transaction's
    /// snapshot. An advisory lock is taken by a select, which fixes the snapshot first and then waits: it
    /// would plan on the past.
    public static void lockOutOthers(Handle tx) {
        tx.execute("lock table planning in exclusive mode");
    }

    /// The time of what is planned now.
    static Instant itemTime(Handle tx, Instant now) {
        return raise(tx, now);
    }

    /// Nothing planned from now on has a time before this end of a window.
    public static void close(Handle tx, Instant end) {
        raise(tx, end);
    }

    private static Instant raise(Handle tx, Instant to) {
        return tx.createQuery("""
                        update planning
                           set latest = greatest(latest, :to)
                        returning latest
                        """)
                .bind("to", to)
                .mapTo(OffsetDateTime.class)
                .one()
                .toInstant();
    }
}
