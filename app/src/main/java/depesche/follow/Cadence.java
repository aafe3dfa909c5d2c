package depesche.follow;

import java.util.Set;

/// How soon a reader wants to hear.
public enum Cadence {
    /// One mail for each article, at once.
    INSTANT;

    private static final Set<String> NOT_BUILT = Set.of("daily", "weekly", "breaking");

    /// What a form or a file says.
    public static Parsed parse(String word) {
        if (word.equals(INSTANT.word())) {
            return new Known(INSTANT);
        }
        return NOT_BUILT.contains(word) ? new NotBuilt(word) : new Unknown(word);
    }

    /// The word in forms, files and the database.
    public String word() {
        return switch (this) {
            case INSTANT -> "instant";
        };
    }

    static Cadence stored(String word) {
        return switch (parse(word)) {
            case Known(Cadence cadence) -> cadence;
            case NotBuilt _, Unknown _ ->
                throw new IllegalStateException("a cadence is stored that is not built: " + word);
        };
    }

    /// How reading a cadence ends. What is not built is refused, never stored.
    public sealed interface Parsed {}

    public record Known(Cadence cadence) implements Parsed {}

    public record NotBuilt(String word) implements Parsed {}

    public record Unknown(String word) implements Parsed {}
}
