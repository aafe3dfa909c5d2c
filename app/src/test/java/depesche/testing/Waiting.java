package depesche.testing;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/// Waiting for something outside the test, with a limit.
public final class Waiting {

    private static final Duration STILL = Duration.ofMinutes(1);
    private static final Duration LOOK = Duration.ofMillis(10);

    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private Waiting() {}

    /// Looks until it is so; fails, with the words, when it takes longer than a minute.
    public static void until(String what, BooleanSupplier isSo) {
        until(Duration.ofSeconds(60), what, isSo);
    }

    /// Looks until it is so, for as long as something moves; fails, with the words, when nothing has for a minute. For
    /// much work on a machine that has other things to do as well.
    ///
    /// @param moves a number that changes as it goes on
    public static void whileItMoves(String what, LongSupplier moves, BooleanSupplier isSo) {
        long last = moves.getAsLong();
        long since = System.nanoTime();
        while (!isSo.getAsBoolean()) {
            long now = moves.getAsLong();
            if (now != last) {
                last = now;
                since = System.nanoTime();
            } else if (System.nanoTime() - since > STILL.toNanos()) {
                throw new AssertionError("nothing has moved for " + STILL + " at " + now + ": " + what);
            }
            pause();
        }
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
