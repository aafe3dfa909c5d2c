package depesche.follow;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How soon a reader wants to hear, the strongest first: of several follows that match, the first wins.
public enum Cadence {
    /// At once, and of breaking articles only: of others nothing at all.
    BREAKING("breaking"),
    /// One mail for each article, at once.
    INSTANT("instant"),
    /// In one mail a day.
    DAILY("daily"),
    /// In one mail a week.
    WEEKLY("weekly");

    /// Those that match any article, breaking or not.
    public static final Set<Cadence> OF_ANY_ARTICLE = Set.copyOf(EnumSet.complementOf(EnumSet.of(BREAKING)));

    private static final Map<String, Cadence> BY_WORD =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(Cadence::word, Function.identity()));

    private final String word;

    Cadence(String word) {
        this.word = word;
    }

    /// What a form or a file says.
    public static Optional<Cadence> parse(String word) {
        return Optional.ofNullable(BY_WORD.get(word));
    }

    /// The word in forms, files and the database.
    public String word() {
        return word;
    }

    static Cadence stored(String word) {
        return parse(word).orElseThrow(() -> new IllegalStateException("no cadence: " + word));
    }
}
