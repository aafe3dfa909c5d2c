package depesche.net;

import java.time.Instant;
import java.util.Optional;

/// What one look at an address of our own gave.
public sealed interface Glimpse {

    /// @param body its first four megabytes
    /// @param location where it sends on to; empty where it does not
    /// @param certificateEnds until when the certificate holds; empty without TLS
    record Answered(int status, String body, Optional<String> location, Optional<Instant> certificateEnds)
            implements Glimpse {}

    /// There is no such host.
    record NoHost() implements Glimpse {}

    /// Somebody is there whose certificate is not to be trusted, or who cannot speak TLS.
    record Distrusted(String why) implements Glimpse {}

    record Unreachable(String why) implements Glimpse {}
}
