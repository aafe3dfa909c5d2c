package depesche.backup;

import com.fasterxml.jackson.databind.JsonNode;
import depesche.web.Json;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// What a backup says of itself: `manifest.json` in the archive, written last.
///
/// @param schema the newest migration that had run
/// @param sequences the last number that each gave
record Manifest(int format, String schema, Instant takenAt, List<Part> parts, SortedMap<String, Long> sequences) {

    static final String ENTRY = "manifest.json";
    static final int FORMAT = 1;

    private static final String KIND = "depesche-backup";
    private static final Pattern TABLE = Pattern.compile("[a-z][a-z0-9_]{0,62}");
    private static final Pattern VERSION = Pattern.compile("[0-9]{1,6}(\\.[0-9]{1,6}){0,3}");
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    /// One table: its entry in the archive, as COPY writes it in text.
    ///
    /// @param bytes before they were packed
    record Part(Catalog.Table table, long rows, long bytes, String sha256) {

        String entry() {
            return "tables/" + table.name() + ".copy";
        }
    }

    Manifest {
        parts = List.copyOf(parts);
        sequences = new TreeMap<>(sequences);
    }

    long rows() {
        return parts.stream().mapToLong(Part::rows).sum();
    }

    long bytes() {
        return parts.stream().mapToLong(Part::bytes).sum();
    }

    byte[] json() {
        var json = new LinkedHashMap<String, Object>();
        json.put("kind", KIND);
        json.put("format", format);
        json.put("schema", schema);
        json.put("takenAt", takenAt.toString());
        json.put("parts", parts.stream().map(Manifest::json).toList());
        json.put("sequences", sequences);
        return Json.write(json);
    }

    private static Map<String, Object> json(Part part) {
        var json = new LinkedHashMap<String, Object>();
        json.put("table", part.table().name());
        json.put("columns", part.table().columns());
        json.put("rows", part.rows());
        json.put("bytes", part.bytes());
        json.put("sha256", part.sha256());
        return json;
    }

    /// Which format a manifest is in; empty if it is none of ours.
    static Optional<Integer> formatOf(JsonNode json) {
        boolean isOurs =
                KIND.equals(json.path("kind").asText()) && json.path("format").canConvertToInt();
        return isOurs ? Optional.of(json.path("format").asInt()) : Optional.empty();
    }

    /// Empty where anything is not as we write it.
    static Optional<Manifest> read(JsonNode json) {
        try {
            List<Part> parts = new ArrayList<>();
            json.path("parts").forEach(part -> parts.add(part(part)));
            var sequences = new TreeMap<String, Long>();
            json.path("sequences").properties().forEach(each -> sequences.put(each.getKey(), number(each.getValue())));
            return Optional.of(new Manifest(
                    json.path("format").asInt(),
                    matching(VERSION, json.path("schema")),
                    Instant.parse(json.path("takenAt").asText()),
                    parts,
                    sequences));
        } catch (IllegalArgumentException | DateTimeParseException foreign) {
            return Optional.empty();
        }
    }

    private static Part part(JsonNode json) {
        List<String> columns = new ArrayList<>();
        json.path("columns").forEach(column -> columns.add(matching(TABLE, column)));
        return new Part(
                new Catalog.Table(matching(TABLE, json.path("table")), columns),
                number(json.path("rows")),
                number(json.path("bytes")),
                matching(SHA_256, json.path("sha256")));
    }

    private static String matching(Pattern pattern, JsonNode json) {
        String text = json.asText();
        if (!pattern.matcher(text).matches()) {
            throw new IllegalArgumentException("not in a manifest of ours: " + text);
        }
        return text;
    }

    private static long number(JsonNode json) {
        if (!json.canConvertToLong() || json.asLong() < 0) {
            throw new IllegalArgumentException("not a count: " + json);
        }
        return json.asLong();
    }
}
