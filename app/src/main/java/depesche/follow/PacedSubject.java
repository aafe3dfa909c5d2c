package depesche.follow;

/// A subject as it is followed: how soon its followers want to hear of it.
record PacedSubject(Subject subject, Cadence cadence) {}
