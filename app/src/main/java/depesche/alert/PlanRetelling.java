package depesche.alert;

import depesche.job.Job;

/// An alert of something amended waits for its receivers to be frozen.
public record PlanRetelling(long alert) implements Job {}
