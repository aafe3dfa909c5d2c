package depesche.job;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.github.kagkarlsson.scheduler.testhelper.SettableClock;
import com.github.kagkarlsson.scheduler.testhelper.TestHelper;
import depesche.db.Database;
import depesche.job.Jobs.Listener;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Runs jobs on virtual threads, on any node, each at least once: a handler can run twice without harm.
/// A job that fails is tried again with growing waits, at last set aside ([JobsSetAside]). While the
/// database is away nothing runs; afterwards it goes on.
public final class JobRunner implements AutoCloseable {

    /// Less than half of the connections, so that pages get theirs.
    private static final int MOST_AT_ONCE = 10;

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);
    private static final Duration HELD_PAUSE = Duration.ofSeconds(2);

    /// Rows for a handler that this release does not have belong to a release before or after it.
    private static final Duration KEEP_UNKNOWN = Duration.ofDays(36_500);

    private final DataSource source;
    private final Jobs jobs;
    private final InstantSource clock;
    private final String node;
    private final Retrying retrying;
    private final Leftovers leftovers;
    private final List<RecurringTask<Void>> housekeeping = new CopyOnWriteArrayList<>();

    private volatile @Nullable Scheduler scheduler;
    private volatile Holding holding = Holding.NEVER;

    /// @param node a name that no other running node has, and that this one keeps over restarts
    public JobRunner(Database db, DataSource source, Jobs jobs, InstantSource clock, String node) {
        this.source = source;
        this.jobs = jobs;
        this.clock = clock;
        this.node = node;
        this.retrying = new Retrying(new JobsSetAside(db, jobs));
        this.leftovers = new Leftovers(db, node);
    }

    /// Binds the one listener of a job type. Before [#start].
    public <J extends Job> void on(Class<J> type, Consumer<J> handler) {
        jobs.add(new Listener<>(type.getSimpleName(), type, handler));
    }

    /// Binds one of several listeners of an event. The name is stored with the jobs, so it stays.
    public <J extends Job> void on(Class<J> type, String listener, Consumer<J> handler) {
        jobs.add(new Listener<>(type.getSimpleName() + "." + listener, type, handler));
    }

    /// Housekeeping at intervals, on one node at a time.
    public void every(Duration interval, String name, Runnable work) {
        housekeeping.add(Tasks.recurring(name, FixedDelay.of(interval)).execute((_, _) -> {
            if (holding.heldSince().isEmpty()) {
                work.run();
            }
        }));
    }

    /// What is done while sends are held. Before [#start].
    public void holdBy(Holding rule) {
        holding = rule;
    }

    public void start() {
        leftovers.release();
        Scheduler started = configured(new SchedulerBuilder(source, tasks()))
                .startTasks(housekeeping)
                .schedulerName(new SchedulerName.Fixed(node))
                .executorService(Executors.newVirtualThreadPerTaskExecutor())
                .threads(MOST_AT_ONCE)
                .pollUsingLockAndFetch(0.5, 1)
                .pollingInterval(POLL)
                .heartbeatInterval(HEARTBEAT)
                .shutdownMaxWait(STOP_PATIENCE)
                .clock(clock::instant)
                .build();
        scheduler = started;
        jobs.onCommit(started::triggerCheckForDueExecutions);
        started.start();
    }

    /// For tests, with the runner not started: runs due jobs one after the other until none is due.
    public void settle() {
        var now = new SettableClock();
        var manual = (TestHelper.ManualSchedulerBuilder)
                configured(TestHelper.createManualScheduler(source, tasks()).clock(now));
        var stepwise = manual.startTasks(housekeeping).build();
        now.set(clock.instant());
        stepwise.start();
        Set<String> names = Stream.concat(tasks().stream(), housekeeping.stream())
                .map(Task::getName)
                .collect(Collectors.toSet());
        while (leftovers.isAnyDue(names, clock.instant())) {
            now.set(clock.instant());
            stepwise.runAnyDueExecutions();
        }
    }

    @Override
    public void close() {
        Scheduler started = scheduler;
        if (started != null) {
            jobs.onCommit(() -> {});
            started.stop();
        }
    }

    private SchedulerBuilder configured(SchedulerBuilder builder) {
        return builder.serializer(jobs.json())
                .jdbcCustomization(new PostgreSqlJdbcCustomization(false, false))
                .deleteUnresolvedAfter(KEEP_UNKNOWN)
                .failureLogging(LogLevel.OFF, false);
    }

    private List<Task<?>> tasks() {
        return jobs.listeners().stream().<Task<?>>map(this::task).toList();
    }

    private <J extends Job> Task<J> task(Listener<J> listener) {
        return Tasks.custom(listener.task(), listener.type())
                .onFailure(
                        (failed, operations) -> Patience.untilDone(() -> retrying.retryOrSetAside(failed, operations)))
                .execute((instance, context) -> switch (holding.of(
                        listener.type(), context.getExecution().getExecutionTime())) {
                    case RUN -> {
                        listener.handler().accept(instance.getData());
                        yield (_, operations) -> Patience.untilDone(operations::remove);
                    }
                    case WAIT ->
                        (complete, operations) -> Patience.untilDone(() ->
                                operations.reschedule(complete, clock.instant().plus(HELD_PAUSE)));
                    case DROP -> (_, operations) -> Patience.untilDone(operations::remove);
                });
    }
}
