package depesche.follow.petition;

import java.util.Locale;

/// What stands behind a link that was opened and not used.
public sealed interface Pending {

    record Waiting(Petition petition, Locale language) implements Pending {}

    /// It was used, or is older than an hour, or its reader is gone.
    record Expired() implements Pending {}

    /// We did not make this link.
    record NotOurs() implements Pending {}
}
