package depesche.follow;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import depesche.follow.CsvHead.Column;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// A row of a table as the line of an import, so that one place knows what a reader is and names what is wrong.
final class CsvReader {

    private static final Pattern BETWEEN = Pattern.compile("[\\s,;|]+");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
    private static final Set<String> YES = Set.of("true", "yes", "ja", "1");
    private static final Set<String> NO = Set.of("false", "no", "nein", "0");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private CsvReader() {}

    /// @param cells that are filled
    static ObjectNode json(Map<Column, String> cells) {
        ObjectNode line = NODES.objectNode();
        cell(cells, Column.EMAIL).ifPresent(text -> line.put("email", text));
        cell(cells, Column.LANGUAGE).ifPresent(text -> line.put("language", text));
        cell(cells, Column.TIME_ZONE).ifPresent(text -> line.put("timeZone", text));
        line.set("follows", follows(cells));
        ObjectNode consent = line.putObject("consent");
        cell(cells, Column.CONSENT_AT).ifPresent(text -> consent.put("at", time(text)));
        cell(cells, Column.CONSENT_SOURCE).ifPresent(text -> consent.put("source", text));
        cell(cells, Column.SUPPRESSED).ifPresent(text -> suppress(line, text, cells));
        return line;
    }

    private static ArrayNode follows(Map<Column, String> cells) {
        ArrayNode follows = NODES.arrayNode();
        String cadence = cell(cells, Column.CADENCE)
                .map(word -> word.toLowerCase(Locale.ROOT))
                .orElse(Cadence.INSTANT.word());
        named(follows, "topic", cell(cells, Column.TOPICS), cadence);
        named(follows, "story", cell(cells, Column.STORIES), cadence);
        named(follows, "author", cell(cells, Column.AUTHORS), cadence);
        cell(cells, Column.QUERY)
                .ifPresent(query -> follows.addObject().put("query", query).put("cadence", cadence));
        return follows;
    }

    private static void named(ArrayNode follows, String kind, Optional<String> slugs, String cadence) {
        slugs.stream()
                .flatMap(BETWEEN::splitAsStream)
                .filter(slug -> !slug.isEmpty())
                .forEach(slug -> follows.addObject().put(kind, slug).put("cadence", cadence));
    }

    /// A yes without a reason is what other systems say.
    private static void suppress(ObjectNode line, String text, Map<Column, String> cells) {
        String word = text.toLowerCase(Locale.ROOT);
        if (NO.contains(word)) {
            return;
        }
        String why = YES.contains(word) ? "import" : word;
        Optional<String> at = cell(cells, Column.SUPPRESSED_AT);
        if (at.isPresent()) {
            line.putObject("suppressed").put("why", why).put("at", time(at.get()));
        } else {
            line.put("suppressed", why);
        }
    }

    /// A day is its beginning.
    private static String time(String text) {
        return DAY.matcher(text).matches() ? text + "T00:00:00Z" : text;
    }

    private static Optional<String> cell(Map<Column, String> cells, Column column) {
        return Optional.ofNullable(cells.get(column));
    }
}
