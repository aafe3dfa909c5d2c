package depesche.follow;

import depesche.job.Job;

/// Write to an address that somebody asked for.
public record SendConfirmation(long request) implements Job {}
