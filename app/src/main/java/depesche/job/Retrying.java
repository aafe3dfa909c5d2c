package depesche.job;

import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import depesche.db.DatabaseUnavailable;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/// What becomes of a job that failed: again after 1, 2, 4 … seconds, a quarter of an hour at most,
/// fifteen times, an hour and a half in all; then it is set aside. A database that is away is no
/// failure of the job and ends nothing.
final class Retrying {

    private static final Logger LOG = System.getLogger("depesche.job");
    private static final int MOST_ATTEMPTS = 15;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

    private final JobsSetAside setAside;

    Retrying(JobsSetAside setAside) {
        this.setAside = setAside;
    }

    <J extends Job> void retryOrSetAside(ExecutionComplete failed, ExecutionOperations<J> operations) {
        var execution = failed.getExecution();
        int attempt = execution.consecutiveFailures + 1;
        Throwable cause = failed.getCause().orElseThrow();
        LOG.log(
                Level.WARNING,
                "job.failed task=%s id=%s attempt=%d".formatted(execution.getTaskName(), execution.getId(), attempt),
                cause);
        if (attempt < MOST_ATTEMPTS || cause instanceof DatabaseUnavailable) {
            operations.reschedule(failed, failed.getTimeDone().plus(wait(attempt)));
        } else {
            setAside.put(execution.getTaskName(), execution.getId(), execution.version, cause);
        }
    }

    static Duration wait(int attempt) {
        Duration doubled = Duration.ofSeconds(1L << Math.min(attempt - 1, 20));
        return doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
    }
}
