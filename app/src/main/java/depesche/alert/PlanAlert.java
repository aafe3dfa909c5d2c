package depesche.alert;

import depesche.job.Job;

/// An alert waits for its receivers to be frozen.
public record PlanAlert(long alert) implements Job {}
