package depesche.account;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/// An address we do not write to, since when, and why. What comes of the address ends mail alone: a reader whose mail
/// comes back may still have a browser or a webhook that they chose themselves. Only what people at the desk close by
/// hand ends every channel.
///
/// @param note a server's words, or an editor's; may be empty
public record Suppression(Instant at, Why why, String note) {

    /// How we came to know that mail is not wanted or does not arrive.
    public enum Why {
        IMPORT("import"),
        REFUSED("refused"),
        BOUNCED("bounced"),
        COMPLAINED("complained"),
        BY_HAND("by-hand");

        private final String word;

        Why(String word) {
            this.word = word;
        }

        /// Whether it is about the person, not the address, and so ends every channel.
        public boolean endsEveryChannel() {
            return this == BY_HAND;
        }

        /// The word in the database, in imports and in exports.
        public String word() {
            return word;
        }

        public static Optional<Why> of(String word) {
            return Arrays.stream(values()).filter(why -> why.word.equals(word)).findFirst();
        }
    }
}
