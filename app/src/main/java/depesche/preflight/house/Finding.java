package depesche.preflight.house;

import java.util.List;
import java.util.Locale;

/// What a check found.
///
/// @param subject what was looked at, in one word
/// @param words what holds, or what is wrong and what to do
/// @param records of the DNS that belong to it, as they are to be published
public record Finding(Level level, String subject, String words, List<String> records) {

    /// How bad it is.
    public enum Level {
        OK,
        /// Something to know; mails go out all the same.
        WARN,
        /// Something that keeps mails from arriving, or the newsroom from working.
        FAIL;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What servers said may hold anything; a terminal is to show it, not to obey it.
    public Finding {
        words = words.replaceAll("\\p{Cntrl}", "?");
        records = List.copyOf(records);
    }

    static Finding ok(String subject, String words) {
        return new Finding(Level.OK, subject, words, List.of());
    }

    static Finding warn(String subject, String words) {
        return new Finding(Level.WARN, subject, words, List.of());
    }

    static Finding fail(String subject, String words) {
        return new Finding(Level.FAIL, subject, words, List.of());
    }

    Finding publishing(String record) {
        return new Finding(level, subject, words, List.of(record));
    }

    /// The same, where nothing fails by it.
    Finding asWarning() {
        return level == Level.FAIL ? new Finding(Level.WARN, subject, words, records) : this;
    }
}
