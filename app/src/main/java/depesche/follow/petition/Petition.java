package depesche.follow.petition;

import depesche.text.EmailAddress;
import java.util.Optional;

/// What a reader asks about their own data. To move takes two links: the mailbox they have allows it, then the one they
/// want arrives.
public sealed interface Petition {

    /// A copy of all that we have of them.
    record Export() implements Petition {}

    /// To be forgotten.
    record Erasure() implements Petition {}

    /// To have mails at another address from now on.
    record Move(EmailAddress to) implements Petition {}

    /// The second half of a move: said by the new mailbox.
    record Arrival(EmailAddress at) implements Petition {}

    /// The word in the database and in the keys of sentences.
    default String word() {
        return switch (this) {
            case Export _ -> "export";
            case Erasure _ -> "erasure";
            case Move _ -> "move";
            case Arrival _ -> "arrival";
        };
    }

    /// The new address, where it is about one.
    default Optional<EmailAddress> address() {
        return switch (this) {
            case Export _, Erasure _ -> Optional.empty();
            case Move(EmailAddress to) -> Optional.of(to);
            case Arrival(EmailAddress at) -> Optional.of(at);
        };
    }

    /// As the table has it.
    ///
    /// @param address empty where it is about none
    static Petition stored(String word, String address) {
        return switch (word) {
            case "export" -> new Export();
            case "erasure" -> new Erasure();
            case "move" -> new Move(new EmailAddress(address));
            case "arrival" -> new Arrival(new EmailAddress(address));
            default -> throw new IllegalArgumentException("no petition: " + word);
        };
    }
}
