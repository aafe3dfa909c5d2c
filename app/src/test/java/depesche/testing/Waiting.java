package depesche.testing;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Waiting for something outside the test, with a limit.
public final class Waiting {

    private static final Duration LOOK = Duration.ofMillis(10);

    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private Waiting() {}

    /// Looks until it is so; fails, with the words, when it takes longer than a minute.
    public static void until(String what, BooleanSupplier isSo) {
        until(Duration.ofSeconds(60), what, isSo);
    }

    private static void pause() {
        try {
            boolean _ = NEVER.await(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    public static void until(Duration limit, String what, BooleanSupplier isSo) {
        long end = System.nanoTime() + limit.toNanos();
        while (!isSo.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("not within " + limit + ": " + what);
            }
            pause();
        }
    }
}
