package depesche.api;

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
    private final TopicJson json;

    TopicResource(Database db, Topics topics, TopicMaking making, TopicJson json) {
        this.writes = new Writes(db);
        this.topics = topics;
        this.making = making;
        this.json = json;
    }

    Response list(Request request, Bearer bearer) {
        TopicTree tree = topics.tree();
        List<Object> items = new ArrayList<>();
        tree.all().forEach(topic -> items.add(json.of(topic, tree)));
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
                TopicJson.labels(fields),
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
            case TopicResult.SlugTaken(String slug, String holder) ->
                faults.isEmpty() ? taken(slug, holder) : faulty(faults);
            case TopicResult.Made(Topic topic) ->
                faults.isEmpty()
                        ? Response.json(201, json.of(topic, Topics.tree(tx)))
                                .with("Location", "/topics/" + topic.slug())
                        : faulty(faults);
        };
    }

    private static Response faulty(List<Fault> faults) {
        return Response.problem(Problem.invalid("topic-invalid", "The topic cannot be made like this", faults));
    }

    private static Response taken(String slug, String holder) {
        String why = slug.equals(holder)
                ? "the slug " + slug + " is taken"
                : "the slug " + slug + " leads to the topic " + holder;
        return Response.problem(Problem.conflict("slug-taken", "There is a topic at this address", why));
    }
}
