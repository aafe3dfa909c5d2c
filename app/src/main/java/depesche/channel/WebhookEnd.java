package depesche.channel;

import java.time.Instant;
import java.util.Optional;

/// What a webhook's server did that ended it.
public sealed interface WebhookEnd {

    /// It said that there is no such webhook any more.
    record Gone() implements WebhookEnd {}

    /// It took nothing for days.
    record Silent(Instant since) implements WebhookEnd {}

    /// The sentence for the log and the API.
    default String why() {
        return switch (this) {
            case Gone() -> "it answered 410";
            case Silent(Instant since) -> "it has taken nothing since " + since;
        };
    }

    /// The word in the database.
    default String kind() {
        return switch (this) {
            case Gone() -> "gone";
            case Silent _ -> "silent";
        };
    }

    /// Since when the server has taken nothing, where that ended it.
    default Optional<Instant> silentSince() {
        return switch (this) {
            case Gone() -> Optional.empty();
            case Silent(Instant since) -> Optional.of(since);
        };
    }
}
