package depesche.follow.petition;

import depesche.account.ReaderId;
import java.util.Locale;

/// How using a link can end.
public sealed interface CarriedOut {

    /// The copy may be handed over.
    record MayExport(ReaderId reader, Locale language) implements CarriedOut {}

    record Erased(Locale language) implements CarriedOut {}

    /// The mailbox that the reader has allowed it; the one they want was written to.
    record Allowed(Locale language) implements CarriedOut {}

    record Moved(ReaderId reader, Locale language) implements CarriedOut {}

    /// The new address has become another reader's meanwhile: nothing was changed.
    record Taken(Locale language) implements CarriedOut {}

    /// It was used, or is older than an hour, or its reader is gone.
    record Expired() implements CarriedOut {}

    /// We did not make this link.
    record NotOurs() implements CarriedOut {}
}
