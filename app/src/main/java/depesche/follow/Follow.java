package depesche.follow;

import java.time.Instant;

/// A confirmed follow that has not ended.
public record Follow(Subject subject, Cadence cadence, Instant since) {}
