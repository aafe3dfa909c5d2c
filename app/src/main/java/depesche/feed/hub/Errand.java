package depesche.feed.hub;

import depesche.net.WebAddress;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// Something that this node has claimed to do at a subscriber's server.
sealed interface Errand {

    WebAddress callback();

    /// To ask whether it asked for that.
    ///
    /// @param isSkipped whether it was asked for in a life of the newsroom that is not to go on
    record Verify(
            long id,
            Mode mode,
            String feed,
            WebAddress callback,
            int leaseSeconds,
            String challenge,
            int attempts,
            boolean isSkipped)
            implements Errand {}

    /// To give it the feed as it is.
    ///
    /// @param changes how much had happened to the feed when this was claimed
    /// @param toldDigest of what it got last
    /// @param isSkipped whether it was due in a life of the newsroom that is not to go on
    record Tell(
            long id,
            String feed,
            WebAddress callback,
            Optional<byte[]> secret,
            long changes,
            int attempts,
            Optional<Instant> failingSince,
            Optional<byte[]> toldDigest,
            boolean isSkipped)
            implements Errand {}

    /// Who claims, and how much.
    ///
    /// @param busy origins at which something is under way, or which rest
    record Claim(String node, int most, Set<String> busy, Instant now) {

        /// How many errands at one server a node has under way at once.
        static final int SHARE = 4;

        /// So many of those that are due are looked through, the oldest first: more are due than can be done at once
        /// only after an outage or a change that all hear of.
        static final int LOOKED_THROUGH = 2_000;

        /// For so long nobody else does it. Longer than an answer is waited for.
        static final int SECONDS = 60;

        public Claim {
            busy = Set.copyOf(busy);
        }
    }
}
