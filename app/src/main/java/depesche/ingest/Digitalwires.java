package depesche.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import depesche.article.Submission;
import depesche.text.Sanitizer;
import depesche.web.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads dpa's digitalwires JSON (0.5 to 0.9). Only what is named here is read: notes for the newsroom alone
/// (`notepad.nonpublic_html`, ednotes that are not publishable) never enter the program.
final class Digitalwires {

    private static final Pattern BY = Pattern.compile("^(Von|By|Por|Par)\\s+");
    private static final Pattern TRAILING_DASH = Pattern.compile("\\s*[-–—]\\s*$");

    private Digitalwires() {}

    static boolean isOne(JsonNode document) {
        return document.path("format").asText("").startsWith("digitalwires@");
    }

    static Incoming read(byte[] bytes) {
        Optional<JsonNode> document = Json.read(bytes).filter(JsonNode::isObject);
        if (document.isEmpty()) {
            return new Incoming.Faulty("", List.of("file: not JSON"));
        }
        return isOne(document.get())
                ? read(document.get())
                : new Incoming.Faulty("", List.of("format: not a digitalwires document"));
    }

    private static Incoming read(JsonNode document) {
        String urn = text(document, "urn").orElse("");
        List<String> faults = faults(document, urn);
        if (!faults.isEmpty()) {
            return new Incoming.Faulty(urn, faults);
        }
        String status = text(document, "pubstatus").orElse("usable");
        if (status.equals("canceled")) {
            return new Incoming.Withdrawn(
                    urn, document.path("version").asLong(), changedAt(document), "canceled by the agency");
        }
        if (!status.equals("usable")) {
            return new Incoming.Faulty(urn, List.of("pubstatus: " + status + ", not usable"));
        }
        String body = body(document);
        if (Sanitizer.clean(body).isEmpty()) {
            return new Incoming.NoText(urn, kind(document));
        }
        return new Incoming.Text(
                urn,
                document.path("version").asLong(),
                changedAt(document),
                submission(document, urn, body),
                DigitalwiresFacts.of(document),
                Optional.empty());
    }

    private static Instant changedAt(JsonNode document) {
        return time(document, "updated")
                .or(() -> time(document, "version_created"))
                .orElse(Instant.EPOCH);
    }

    private static List<String> faults(JsonNode document, String urn) {
        List<String> faults = new ArrayList<>();
        if (urn.isEmpty()) {
            faults.add("urn: missing");
        }
        if (body(document).length() > Sanitizer.MAX_LENGTH) {
            faults.add("article_html: longer than " + Sanitizer.MAX_LENGTH + " characters");
        }
        if (text(document, "headline").isEmpty()) {
            faults.add("headline: missing");
        }
        if (!document.path("version").isIntegralNumber()) {
            faults.add("version: not a whole number");
        }
        if (text(document, "embargoed").isPresent()
                && time(document, "embargoed").isEmpty()) {
            faults.add("embargoed: not a time with offset");
        }
        return faults;
    }

    private static Submission submission(JsonNode document, String urn, String body) {
        return new Submission(
                text(document, "headline").orElse(""),
                text(document, "kicker"),
                text(document, "subhead"),
                text(document, "teaser"),
                body,
                text(document, "language"),
                text(document, "byline").map(line -> BY.matcher(line).replaceFirst("")).stream()
                        .toList(),
                text(document, "dateline")
                        .map(line -> TRAILING_DASH.matcher(line).replaceFirst("")),
                DigitalwiresFacts.sources(document),
                Optional.empty(),
                Optional.of(document.path("urgency").asInt()).filter(value -> value >= 1 && value <= 9),
                false,
                time(document, "embargoed"),
                Optional.empty(),
                false,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(urn));
    }

    private static String body(JsonNode document) {
        return text(document, "article_html").orElse("")
                + text(document, "infobox_html").orElse("");
    }

    /// A document without text is a picture or a sound if that is what it carries.
    private static String kind(JsonNode document) {
        for (JsonNode association : document.path("associations")) {
            String type = association.path("type").asText("");
            if (!type.isEmpty()) {
                return type + ": no text";
            }
        }
        return "no content: no text";
    }

    static Optional<String> text(JsonNode node, String name) {
        return Optional.of(node.path(name))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .filter(text -> !text.isBlank());
    }

    private static Optional<Instant> time(JsonNode document, String name) {
        return text(document, name).flatMap(Digitalwires::instant);
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
