package depesche.job;

import depesche.db.Database;
import java.time.Instant;
import java.util.Set;

/// Looks at the jobs' table for what a run that was killed has left, and for what is due.
final class Leftovers {

    private final Database db;
    private final String node;

    Leftovers(Database db, String node) {
        this.db = db;
        this.node = node;
    }

    /// A node of this name that held jobs is dead, for we bear its name; others need not wait for its
    /// heartbeats to be missed.
    void release() {
        db.change(tx -> tx.createUpdate("""
                        update scheduled_tasks
                           set picked = false,
                               picked_by = null,
                               last_heartbeat = null,
                               version = version + 1
                         where picked_by = :node
                        """).bind("node", node).execute());
    }

    boolean isAnyDue(Set<String> tasks, Instant now) {
        return db.read(handle -> handle.createQuery("""
                        select exists (
                               select
                                 from scheduled_tasks
                                where not picked
                                  and execution_time <= :now
                                  and task_name = any (:tasks))
                        """)
                .bindArray("tasks", String.class, tasks)
                .bind("now", now)
                .mapTo(Boolean.class)
                .one());
    }
}
