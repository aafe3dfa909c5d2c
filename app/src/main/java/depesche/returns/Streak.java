package depesche.returns;

import depesche.account.ReaderId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// When soft bounces mean that nobody reads there: five alerts came back, the last at least a week after the first,
/// and between them none arrived. An alert has arrived when its mail was accepted and did not come back for five
/// days, which is how long servers try.
final class Streak {

    static final int MOST = 5;
    static final Duration LEAST = Duration.ofDays(7);
    private static final Duration REMEMBERED = Duration.ofDays(90);
    private static final Duration TRIED = Duration.ofDays(5);

    private Streak() {}

    static boolean isLongEnough(Handle tx, ReaderId reader, Instant now) {
        List<Bounces.Returned> returned = Bounces.counted(tx, reader, now.minus(REMEMBERED));
        if (!isLongEnough(returned)) {
            return false;
        }
        Optional<Long> arrived = Arrivals.last(
                tx,
                reader,
                returned.getFirst().at(),
                now.minus(TRIED),
                returned.stream().map(Bounces.Returned::alert).toList());
        return arrived.map(alert -> isLongEnough(
                        returned.stream().filter(one -> one.alert() > alert).toList()))
                .orElse(true);
    }

    private static boolean isLongEnough(List<Bounces.Returned> returned) {
        return returned.size() >= MOST
                && Duration.between(returned.getFirst().at(), returned.getLast().at())
                                .compareTo(LEAST)
                        >= 0;
    }
}
