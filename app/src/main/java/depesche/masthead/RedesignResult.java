package depesche.masthead;

import depesche.web.Fault;
import java.util.List;

/// How setting a masthead can end.
public sealed interface RedesignResult {

    /// It holds. The same as before is no new version.
    record Set(Masthead masthead) implements RedesignResult {}

    record Faulty(List<Fault> faults) implements RedesignResult {
        public Faulty {
            faults = List.copyOf(faults);
        }
    }

    /// Somebody else set one since the version that was seen.
    record SetSince(Masthead masthead) implements RedesignResult {}

    /// There is none to go back to.
    record NothingBefore() implements RedesignResult {}
}
