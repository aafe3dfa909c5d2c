package depesche.job;

import depesche.db.Database;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// Jobs that failed to their end. They are kept, with their last error, until somebody sends them back.
public final class JobsSetAside {

    private final Database db;
    private final Jobs jobs;

    public JobsSetAside(Database db, Jobs jobs) {
        this.db = db;
        this.jobs = jobs;
    }

    /// @param name the job's type, and its listener after a dot where it has several
    /// @param payload the job as JSON
    public record SetAside(long id, String name, String payload, String error, Instant at) {}

    public List<SetAside> latest(int most) {
        return db.read(handle -> handle.createQuery("""
                        select id, name, payload, error, set_aside_at
                          from job_set_aside
                         order by id desc
                         limit :most
                        """)
                .bind("most", most)
                .map((row, _) -> new SetAside(
                        row.getLong("id"),
                        row.getString("name"),
                        row.getString("payload"),
                        row.getString("error"),
                        row.getTimestamp("set_aside_at").toInstant()))
                .list());
    }

    /// The job is due again, with all its attempts before it. False if it is there no more.
    public boolean sendBack(long id) {
        return db.write(tx -> {
            int sent = tx.createUpdate("""
                            with back as (
                                 delete from job_set_aside
                                  where id = :id
                              returning name, payload)
                            insert into scheduled_tasks
                                   (task_name, task_instance, task_data, execution_time, picked, version)
                            select name, :instance, convert_to(payload, 'UTF8'), now(), false, 1
                              from back
                            """)
                    .bind("id", id)
                    .bind("instance", UUID.randomUUID().toString())
                    .execute();
            jobs.wakeUpAfter(tx);
            return sent == 1;
        });
    }

    /// Moves the row in one statement; if another node has taken the job over meanwhile, nothing moves.
    void put(String task, String instance, long version, Throwable cause) {
        db.change(tx -> tx.createUpdate("""
                        with failed as (
                             delete from scheduled_tasks
                              where task_name = :task
                                and task_instance = :instance
                                and version = :version
                          returning task_name, task_data)
                        insert into job_set_aside (name, payload, error)
                        select task_name, convert_from(task_data, 'UTF8'), :error
                          from failed
                        """)
                .bind("task", task)
                .bind("instance", instance)
                .bind("version", version)
                .bind("error", cause.toString().replace('\0', ' '))
                .execute());
    }
}
