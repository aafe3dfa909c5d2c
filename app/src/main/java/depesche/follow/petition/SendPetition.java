package depesche.follow.petition;

import depesche.job.Job;

/// Mail the link by which a petition is carried out.
public record SendPetition(long petition) implements Job {}
