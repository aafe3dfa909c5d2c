package depesche.api;

import com.fasterxml.jackson.databind.JsonNode;
import depesche.account.Tokens.Bearer;
import depesche.db.Database;
import depesche.topic.NewTopic;
import depesche.topic.Topic;
import depesche.topic.TopicMaking;
import depesche.topic.TopicResult;
import depesche.topic.TopicTree;
import depesche.topic.Topics;
import depesche.web.Fault;
import depesche.web.Fields;
import depesche.web.Problem;
import depesche.web.Request;
import depesche.web.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// `/api/v1/topics`.
final class TopicResource {

    private final Writes writes;
    private final Topics topics;
    private final TopicMaking making;
    private final URI baseUrl;

    TopicResource(Database db, Topics topics, TopicMaking making, URI baseUrl) {
        this.writes = new Writes(db);
        this.topics = topics;
        this.making = making;
        this.baseUrl = baseUrl;
    }

    Response list(Request request, Bearer bearer) {
        TopicTree tree = topics.tree();
        List<Object> items = new ArrayList<>();
        tree.all().forEach(topic -> items.add(json(topic, tree)));
        Map<String, Object> list = new LinkedHashMap<>();
        list.put("items", items);
        list.put("next", null);
        return Response.json(200, list);
    }

    Response create(Request request, Bearer bearer) {
        byte[] body = request.body(Request.FORM_LIMIT);
        Fields fields = Fields.of(body);
        var topic = new NewTopic(
                fields.text("slug", 200).orElse(""),
                labels(fields),
                fields.texts("aliases", 1000, 500),
                fields.text("parent", 200));
        fields.refuseOthers();
        return writes.once(request, body, bearer, tx -> create(tx, topic, fields));
    }

    private Response create(Handle tx, NewTopic asked, Fields fields) {
        List<Fault> faults = new ArrayList<>(fields.faults());
        return switch (making.make(tx, asked)) {
            case TopicResult.Faulty(var more) -> {
                faults.addAll(more);
                yield faulty(faults);
            }
            case TopicResult.SlugTaken(String slug) -> faults.isEmpty() ? taken(slug) : faulty(faults);
            case TopicResult.Made(Topic topic) ->
                faults.isEmpty()
                        ? Response.json(201, json(topic, Topics.tree(tx))).with("Location", "/topics/" + topic.slug())
                        : faulty(faults);
        };
    }

    private static Response faulty(List<Fault> faults) {
        return Response.problem(Problem.invalid("topic-invalid", "The topic cannot be made like this", faults));
    }

    private static Response taken(String slug) {
        return Response.problem(
                Problem.conflict("slug-taken", "There is a topic at this address", "the slug " + slug + " is taken"));
    }

    private static Map<String, String> labels(Fields fields) {
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

    private Map<String, Object> json(Topic topic, TopicTree tree) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", Long.toString(topic.id().value()));
        json.put("slug", topic.slug());
        json.put("labels", topic.labels());
        json.put("aliases", topic.aliases());
        json.put("parent", topic.parent().flatMap(tree::byId).map(Topic::slug).orElse(null));
        json.put("url", baseUrl + "/topics/" + topic.slug());
        return json;
    }
}
