package depesche.epoch;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// Nothing is sent until somebody says how to go on.
///
/// @param since what was due up to then may have been sent in a life that this database does not remember
/// @param asOf up to when it remembers, where that is known
public record Hold(Why why, Instant since, Optional<Instant> asOf) {

    /// What makes us doubt.
    public enum Why {
        /// A backup was restored.
        RESTORED,
        /// The database is not the one that the data folder saw last, or an older state of it.
        ELSEWHERE,
        /// No program has worked on it for longer than an hour: so it looks after a machine was set back.
        SILENT;

        /// As it is stored.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Why of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
