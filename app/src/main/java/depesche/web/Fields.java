package depesche.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Reads a JSON object field by field and gathers every fault on the way: the sender learns all of them at once.
/// After the last field [#refuseOthers] faults the names that nobody asked for.
public final class Fields {

    private final JsonNode object;
    private final Set<String> asked = new HashSet<>();
    private final List<Fault> faults = new ArrayList<>();

    private Fields(JsonNode object) {
        this.object = object;
    }

    /// The body as a JSON object; anything else is refused at once.
    public static Fields of(byte[] body) {
        JsonNode tree = Json.read(body)
                .filter(JsonNode::isObject)
                .orElseThrow(() -> new Refusal(Problem.of(400, "malformed-json", "The body is not one JSON object")));
        return new Fields(tree);
    }

    public static Fields of(JsonNode object) {
        return new Fields(object);
    }

    public boolean has(String name) {
        asked.add(name);
        return object.hasNonNull(name);
    }

    public Optional<String> text(String name, int longest) {
        return node(name).flatMap(node -> textOf(name, node, longest));
    }

    public String requiredText(String name, int longest) {
        Optional<String> text = text(name, longest).filter(value -> !value.isBlank());
        if (text.isEmpty() && faults.stream().noneMatch(fault -> fault.field().equals(name))) {
            fault(name, "missing", name + " is missing or empty");
        }
        return text.orElse("");
    }

    public List<String> texts(String name, int most, int longest) {
        return nodes(name, most).stream()
                .flatMap(node -> textOf(name, node, longest).stream())
                .toList();
    }

    /// The elements of a list, for the caller to read each.
    public List<JsonNode> nodes(String name, int most) {
        Optional<JsonNode> node = node(name);
        if (node.isEmpty()) {
            return List.of();
        }
        if (!node.get().isArray()) {
            fault(name, "not-a-list", name + " must be a list");
            return List.of();
        }
        if (node.get().size() > most) {
            fault(name, "too-many", name + " has more than " + most + " entries");
            return List.of();
        }
        List<JsonNode> nodes = new ArrayList<>();
        node.get().forEach(nodes::add);
        return nodes;
    }

    public Optional<JsonNode> object(String name) {
        Optional<JsonNode> node = node(name);
        if (node.isPresent() && !node.get().isObject()) {
            fault(name, "not-an-object", name + " must be an object");
            return Optional.empty();
        }
        return node;
    }

    public Optional<Integer> integer(String name, int least, int most) {
        Optional<JsonNode> node = node(name);
        if (node.isEmpty()) {
            return Optional.empty();
        }
        if (!node.get().canConvertToExactIntegral() || !node.get().canConvertToInt()) {
            fault(name, "not-an-integer", name + " must be a whole number from " + least + " to " + most);
            return Optional.empty();
        }
        int value = node.get().intValue();
        if (value < least || value > most) {
            fault(name, "out-of-range", name + " must be from " + least + " to " + most + ", and is " + value);
            return Optional.empty();
        }
        return Optional.of(value);
    }

    public Optional<Boolean> flag(String name) {
        Optional<JsonNode> node = node(name);
        if (node.isPresent() && !node.get().isBoolean()) {
            fault(name, "not-a-boolean", name + " must be true or false");
            return Optional.empty();
        }
        return node.map(JsonNode::booleanValue);
    }

    /// A time with its offset (RFC 3339).
    public Optional<Instant> time(String name) {
        return text(name, 64).flatMap(text -> timeOf(name, text));
    }

    public void fault(String name, String code, String message) {
        faults.add(new Fault(name, code, message));
    }

    /// Faults each field that was sent and never asked for.
    public void refuseOthers() {
        Set<String> unknown = new TreeSet<>();
        object.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(asked);
        unknown.forEach(name -> fault(name, "unknown-field", "there is no field " + shortened(name)));
    }

    public List<Fault> faults() {
        return List.copyOf(faults);
    }

    private Optional<JsonNode> node(String name) {
        asked.add(name);
        return Optional.ofNullable(object.get(name)).filter(node -> !node.isNull());
    }

    private Optional<String> textOf(String name, JsonNode node, int longest) {
        if (!node.isTextual()) {
            fault(name, "not-a-text", name + " must be a text");
            return Optional.empty();
        }
        String text = node.textValue();
        if (text.length() > longest) {
            fault(
                    name,
                    "too-long",
                    name + " has " + text.length() + " characters; at most " + longest + " are allowed");
            return Optional.empty();
        }
        return Optional.of(text);
    }

    private Optional<Instant> timeOf(String name, String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException _) {
            fault(name, "not-a-time", name + " must be a time with offset like 2026-03-01T08:00:00+01:00");
            return Optional.empty();
        }
    }

    private static String shortened(String name) {
        return name.length() <= 60 ? name : name.substring(0, 60) + "…";
    }
}
