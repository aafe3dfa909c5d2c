package depesche.follow;

import depesche.account.ReaderId;
import java.time.Instant;

/// One follow of an imported reader, with the time of the consent it stands on.
record ImportedFollow(ReaderId reader, Subject subject, Cadence cadence, Instant since) {}
