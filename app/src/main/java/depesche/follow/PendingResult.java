package depesche.follow;

import java.util.List;
import java.util.Locale;

/// What a confirmation link stands for. Looking changes nothing.
public sealed interface PendingResult {

    /// @param wording what the reader agrees to by confirming, word for word
    record Waiting(String wording, List<String> topics, Locale language) implements PendingResult {
        public Waiting {
            topics = List.copyOf(topics);
        }
    }

    record AlreadyConfirmed(Locale language) implements PendingResult {}

    record Expired() implements PendingResult {}

    /// We did not make this link.
    record NotOurs() implements PendingResult {}
}
