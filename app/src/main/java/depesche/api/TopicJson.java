package depesche.api;

import com.fasterxml.jackson.databind.JsonNode;
import depesche.topic.Topic;
import depesche.topic.TopicTree;
import depesche.web.Fields;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/// Topics as the API writes and reads them.
record TopicJson(URI baseUrl) {

    Map<String, Object> of(Topic topic, TopicTree tree) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", Long.toString(topic.id().value()));
        json.put("slug", topic.slug());
        json.put("labels", topic.labels());
        json.put("aliases", topic.aliases());
        json.put("parent", topic.parent().flatMap(tree::byId).map(Topic::slug).orElse(null));
        json.put("url", baseUrl + "/topics/" + topic.slug());
        return json;
    }

    static Map<String, String> labels(Fields fields) {
        Map<String, String> labels = new LinkedHashMap<>();
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
