package depesche.api;

import com.fasterxml.jackson.databind.JsonNode;
import depesche.story.Story;
import depesche.web.Fields;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/// A story as the API shows it, and its labels as they are asked for.
///
/// @param language of a title that does not say its own
record StoryJson(URI baseUrl, Supplier<Locale> language) {

    private static final int LONG = 500;

    Map<String, Object> of(Story story) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", Long.toString(story.id().value()));
        json.put("slug", story.slug());
        json.put("labels", story.labels());
        json.put("url", baseUrl + story.path());
        return json;
    }

    /// By language; or one `title`, in the paper's.
    Map<String, String> labels(Fields fields) {
        Map<String, String> labels = new LinkedHashMap<>();
        fields.text("title", LONG).ifPresent(title -> labels.put(language.get().getLanguage(), title));
        fields.object("labels")
                .ifPresent(object -> object.properties().forEach(entry -> {
                    JsonNode label = entry.getValue();
                    if (label.isTextual()) {
                        labels.put(entry.getKey(), label.textValue());
                    } else {
                        fields.fault("labels", "not-a-text", "each label must be a text");
                    }
                }));
        return labels;
    }
}
