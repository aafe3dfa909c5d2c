package depesche.article;

import depesche.job.Job;

/// The time has come to publish a scheduled article, if it is still scheduled for then.
public record PublishWhenDue(long article) implements Job {}
