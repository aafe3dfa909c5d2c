package depesche.job;

import com.github.kagkarlsson.shaded.jdbc.SQLRuntimeException;
import depesche.db.DatabaseUnavailable;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Keeps the outcome of a job through an outage of the database. It gives up before another node may
/// think this one dead; then the job runs once more, which handlers bear.
final class Patience {

    static final Duration LIMIT = Duration.ofSeconds(20);
    private static final long PAUSE_MILLIS = 200;

    private Patience() {}

    static void untilDone(Runnable writing) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            try {
                writing.run();
                return;
            } catch (SQLRuntimeException | DatabaseUnavailable away) {
                if (System.nanoTime() - end > 0) {
                    throw away;
                }
            }
            pause();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the database was away", stopped);
        }
    }
}
