package depesche.feed.hub;

import depesche.net.WebAddress;
import java.time.Instant;
import java.util.Optional;

/// Something that this node has claimed to do at a subscriber's server.
sealed interface Due {

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
            implements Due {}

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
            implements Due {}
}
