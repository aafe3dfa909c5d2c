package depesche.job;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/// Where jobs are put: rows in the caller's transaction, one for each listener. If the change stands,
/// all will hear of it, on this node as soon as it is committed.
public final class Jobs {

    private static final int FIRST_VERSION = 1;

    private final InstantSource clock;
    private final JobJson json = new JobJson();
    private final Map<Class<? extends Job>, List<Listener<?>>> listeners = new ConcurrentHashMap<>();

    private volatile Runnable wakeUp = () -> {};

    public Jobs(InstantSource clock) {
        this.clock = clock;
    }

    /// Who does the job, or hears of the event.
    record Listener<J extends Job>(String task, Class<J> type, Consumer<J> handler) {}

    public void submit(Handle tx, Job job) {
        submitAt(tx, job, clock.instant());
    }

    public void submitAt(Handle tx, Job job, Instant when) {
        var hearing = listeners.getOrDefault(job.getClass(), List.of());
        if (hearing.isEmpty()) {
            throw new IllegalStateException("nobody listens to " + job);
        }
        var batch = tx.prepareBatch("""
                insert into scheduled_tasks (task_name, task_instance, task_data, execution_time, picked, version)
                values (:task, :instance, :data, :when, false, :version)
                """);
        for (var listener : hearing) {
            batch.bind("task", listener.task())
                    .bind("instance", UUID.randomUUID().toString())
                    .bind("data", json.serialize(job))
                    .bind("when", when)
                    .bind("version", FIRST_VERSION)
                    .add();
        }
        batch.execute();
        wakeUpAfter(tx);
    }

    void wakeUpAfter(Handle tx) {
        tx.afterCommit(() -> wakeUp.run());
    }

    void add(Listener<?> listener) {
        var hearing = listeners.computeIfAbsent(listener.type(), _ -> new CopyOnWriteArrayList<>());
        boolean isTaken = hearing.stream().anyMatch(other -> other.task().equals(listener.task()));
        if (isTaken) {
            throw new IllegalStateException(listener.task() + " has a listener already; give the second a name");
        }
        hearing.add(listener);
    }

    List<Listener<?>> listeners() {
        return listeners.values().stream().<Listener<?>>flatMap(List::stream).toList();
    }

    JobJson json() {
        return json;
    }

    void onCommit(Runnable action) {
        wakeUp = action;
    }
}
