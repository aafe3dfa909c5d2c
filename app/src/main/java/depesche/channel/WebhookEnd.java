package depesche.channel;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/// What a webhook's server did that ended it.
public sealed interface WebhookEnd {

    /// It said that there is no such webhook any more.
    record Gone() implements WebhookEnd {}

    /// It took nothing for days.
    record Silent(Instant since) implements WebhookEnd {}

    /// As it is kept, and told over the API.
    default String why() {
        return switch (this) {
            case Gone() -> "it answered 410";
            case Silent(Instant since) -> "it has taken nothing since " + since;
        };
    }

    /// Reads what [#why] gave; empty for a webhook that somebody ended.
    static Optional<WebhookEnd> of(String why) {
        if (why.equals(new Gone().why())) {
            return Optional.of(new Gone());
        }
        try {
            String last = why.substring(why.lastIndexOf(' ') + 1);
            return Optional.<WebhookEnd>of(new Silent(Instant.parse(last)))
                    .filter(end -> end.why().equals(why));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
