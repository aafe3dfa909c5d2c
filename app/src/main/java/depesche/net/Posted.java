package depesche.net;

import java.time.Duration;
import java.util.Optional;

/// What became of a post.
public sealed interface Posted {

    /// The server answered.
    ///
    /// @param retryAfter how long it asked us to wait
    /// @param mediaType what it said that its answer is; empty where it did not
    /// @param words the first line or so of its answer
    record Answered(int status, Optional<Duration> retryAfter, String mediaType, String words) implements Posted {}

    /// Nothing was sent: no connection, or none free in time.
    record Unreachable(String why) implements Posted {}

    /// It was sent, at least in part, and no answer came.
    record Lost(String why) implements Posted {}

    /// Nothing was sent: the name stands for a private address.
    record Forbidden(String why) implements Posted {}
}
