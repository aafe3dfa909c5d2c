package depesche.web;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// JSON in and out, with limits on depth and size: a document nested a thousand deep is refused, not followed.
public final class Json {

    private static final int MOST_DEPTH = 60;
    private static final int LONGEST_TEXT = 8_000_000;
    private static final ObjectMapper MAPPER = mapper();

    private Json() {}

    private static ObjectMapper mapper() {
        ObjectMapper mapper = JsonMapper.builder()
                .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MOST_DEPTH)
                        .maxStringLength(LONGEST_TEXT)
                        .maxNumberLength(40)
                        .build());
        return mapper;
    }

    /// Maps, lists, texts, numbers, booleans and null as UTF-8 bytes. Times and ids are made texts before.
    public static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException("cannot be JSON: " + value.getClass(), impossible);
        }
    }

    /// The tree of a JSON text, or nothing if it is not JSON.
    public static Optional<JsonNode> read(byte[] text) {
        try {
            JsonNode tree = MAPPER.readTree(text);
            return tree == null || tree.isMissingNode() ? Optional.empty() : Optional.of(tree);
        } catch (IOException broken) {
            return Optional.empty();
        }
    }

    static Map<String, Object> problem(Problem problem) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", problem.type());
        json.put("title", problem.title());
        json.put("status", problem.status());
        problem.detail().ifPresent(detail -> json.put("detail", detail));
        if (!problem.errors().isEmpty()) {
            List<Object> errors = new ArrayList<>();
            for (Fault fault : problem.errors()) {
                errors.add(Map.of("field", fault.field(), "code", fault.code(), "message", fault.message()));
            }
            json.put("errors", errors);
        }
        return json;
    }
}
