package depesche.follow;

import depesche.account.ReaderId;
import java.util.List;
import java.util.Locale;

/// How confirming can end. Confirming again ends as it did the first time and changes nothing.
public sealed interface ConfirmResult {

    record Confirmed(ReaderId reader, List<String> topics, Locale language) implements ConfirmResult {
        public Confirmed {
            topics = List.copyOf(topics);
        }
    }

    /// Later than 48 hours after asking: nothing was begun, and one may ask again.
    record Expired() implements ConfirmResult {}

    /// We did not make this link.
    record NotOurs() implements ConfirmResult {}
}
