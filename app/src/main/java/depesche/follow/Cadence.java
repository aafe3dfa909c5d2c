package depesche.follow;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// How soon a reader wants to hear, the strongest first: of several follows that match, the first wins.
public enum Cadence {
    /// At once, and of breaking articles only: of others nothing at all.
    BREAKING,
    /// One mail for each article, at once.
    INSTANT,
    /// In one mail a day.
    DAILY,
    /// In one mail a week.
    WEEKLY;

    /// Those that match any article, breaking or not.
    public static final Set<Cadence> OF_ANY_ARTICLE = Set.copyOf(EnumSet.complementOf(EnumSet.of(BREAKING)));

    /// What a form or a file says.
    public static Optional<Cadence> parse(String word) {
        for (Cadence cadence : values()) {
            if (cadence.word().equals(word)) {
                return Optional.of(cadence);
            }
        }
        return Optional.empty();
    }

    /// The word in forms, files and the database.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Cadence stored(String word) {
        return parse(word).orElseThrow(() -> new IllegalStateException("no cadence: " + word));
    }
}
