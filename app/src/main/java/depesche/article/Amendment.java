package depesche.article;

import java.util.Optional;

/// What is done in public to a published article, and told to those who were told of it.
public sealed interface Amendment {

    /// New facts were added.
    record Update(Optional<String> note, Submission text) implements Amendment {}

    /// A published fact was wrong.
    record Correction(String note, Submission text) implements Amendment {}

    /// Withdrawn for good.
    ///
    /// @param reason stays in the house: it may repeat what must not be repeated
    record Kill(String reason) implements Amendment {}

    /// Somebody the article speaks of answers it, in their own words.
    ///
    /// @param body HTML
    /// @param of who replies
    record Reply(String headline, String body, String of) implements Amendment {}

    /// The kind of its notice.
    default Notice.Kind kind() {
        return switch (this) {
            case Update _ -> Notice.Kind.UPDATE;
            case Correction _ -> Notice.Kind.CORRECTION;
            case Kill _ -> Notice.Kind.WITHDRAWAL;
            case Reply _ -> Notice.Kind.REPLY;
        };
    }
}
