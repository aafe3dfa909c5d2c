package depesche.account;

import java.time.Instant;
import java.util.Locale;

/// What somebody of the newsroom did about whether a reader is written to.
///
/// @param why the suppression that began or ended by it
/// @param note may be empty where something was lifted
public record SuppressionAct(Kind kind, Suppression.Why why, String note, Instant at, String by) {

    /// What can be done.
    public enum Kind {
        CLOSED,
        LIFTED;

        /// The word in the database and in the API.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
