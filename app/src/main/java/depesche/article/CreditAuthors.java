package depesche.article;

import depesche.job.Job;

/// To be done once, where articles are older than authors: find whom the bylines of those behind this one name.
public record CreditAuthors(long after) implements Job {}
