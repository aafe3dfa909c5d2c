package depesche.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;

/// The published description of the API, held against what the API answers by a validator of others.
final class OpenApi {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode document;

    OpenApi(String document) {
        this.document = tree(document);
    }

    JsonNode document() {
        return document;
    }

    /// What is wrong with an answer: the call or its status is not described, or the body is not as described.
    List<String> faults(String method, String path, HttpResponse<String> answer) {
        JsonNode operation = document.path("paths").path(path).path(method.toLowerCase(java.util.Locale.ROOT));
        if (operation.isMissingNode()) {
            return List.of(method + " " + path + " is not described");
        }
        JsonNode described = operation.path("responses").path(Integer.toString(answer.statusCode()));
        boolean isProblem = answer.statusCode() >= 400;
        if (described.isMissingNode() && !isProblem) {
            return List.of("status " + answer.statusCode() + " of " + method + " " + path + " is not described");
        }
        String schema = isProblem ? "Problem" : name(described).orElse("");
        return schema.isEmpty() ? List.of() : validate(schema, answer.body());
    }

    private List<String> validate(String schema, String body) {
        String text = "{\"$ref\": \"#/components/schemas/" + schema + "\", \"components\": "
                + document.path("components") + "}";
        JsonSchema validator =
                JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(tree(text));
        return validator.validate(tree(body)).stream()
                .map(message -> message.getMessage())
                .toList();
    }

    private static Optional<String> name(JsonNode response) {
        String reference = response.path("content")
                .path("application/json")
                .path("schema")
                .path("$ref")
                .asText("");
        return Optional.of(reference.substring(reference.lastIndexOf('/') + 1)).filter(name -> !name.isEmpty());
    }

    static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
