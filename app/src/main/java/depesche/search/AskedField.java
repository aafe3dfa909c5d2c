package depesche.search;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What may stand before a colon in a search, in English and in German. Any other word with a colon is a word.
enum AskedField {
    TITLE("title", "titel"),
    AUTHOR("author", "autor"),
    TOPIC("topic", "thema"),
    LANGUAGE("language", "sprache"),
    FROM("from", "von", "ab"),
    TO("to", "bis");

    private final List<String> names;

    AskedField(String... names) {
        this.names = List.of(names);
    }

    /// The field whose name and colon stand here, with something right behind them.
    static Optional<AskedField> at(String line, int start) {
        int colon = line.indexOf(':', start);
        boolean isFollowed = colon >= 0 && colon + 1 < line.length() && line.charAt(colon + 1) != ' ';
        return isFollowed ? named(line.substring(start, colon)) : Optional.empty();
    }

    private static Optional<AskedField> named(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(field -> field.names.contains(lower))
                .findFirst();
    }
}
