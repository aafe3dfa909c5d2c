package depesche.feed.errand;

import java.time.Instant;
import java.util.Set;

/// Who claims errands, and how many.
///
/// @param busy origins at which something is under way, or which rest
public record Claim(String node, int most, Set<String> busy, Instant now) {

    /// How many errands at one server a node has under way at once.
    public static final int SHARE = 4;

    /// So many of those that are due are looked through, the oldest first: more are due than can be done at once
    /// only after an outage or a change that all hear of.
    public static final int LOOKED_THROUGH = 2_000;

    /// For so long nobody else does it. Longer than an answer is waited for.
    public static final int SECONDS = 60;

    public Claim {
        busy = Set.copyOf(busy);
    }
}
