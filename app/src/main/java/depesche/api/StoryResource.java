package depesche.api;

import com.fasterxml.jackson.databind.JsonNode;
import depesche.account.Tokens.Bearer;
import depesche.db.Database;
import depesche.story.NewStory;
import depesche.story.Stories;
import depesche.story.Story;
import depesche.story.StoryId;
import depesche.story.StoryMaking;
import depesche.story.StoryResult;
import depesche.web.Fault;
import depesche.web.Fields;
import depesche.web.Problem;
import depesche.web.Request;
import depesche.web.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// `/api/v1/stories`.
final class StoryResource {

    private static final int PAGE = 100;
    private static final String CURSOR = "s";
    private static final int LONG = 500;

    private final Database db;
    private final Writes writes;
    private final StoryMaking making;
    private final URI baseUrl;
    private final Locale language;

    /// @param language of a title that does not say its own
    StoryResource(Database db, StoryMaking making, URI baseUrl, Locale language) {
        this.db = db;
        this.writes = new Writes(db);
        this.making = making;
        this.baseUrl = baseUrl;
        this.language = language;
    }

    /// The newest first.
    Response list(Request request, Bearer bearer) {
        Optional<Long> before = request.query("cursor").flatMap(cursor -> Cursor.decoded(CURSOR, cursor));
        if (request.query("cursor").isPresent() && before.isEmpty()) {
            return Response.problem(Problem.of(400, "malformed-query", "cursor is not one of ours"));
        }
        List<Story> found =
                db.read(tx -> Stories.before(tx, before.map(StoryId::new).orElse(Stories.NEWEST), PAGE + 1));
        List<Story> shown = found.stream().limit(PAGE).toList();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("items", shown.stream().map(this::json).toList());
        answer.put(
                "next",
                found.size() > PAGE
                        ? Cursor.encoded(CURSOR, shown.getLast().id().value())
                        : null);
        return Response.json(200, answer);
    }

    Response create(Request request, Bearer bearer) {
        byte[] body = request.body(Request.FORM_LIMIT);
        Fields fields = Fields.of(body);
        var story = new NewStory(fields.text("slug", LONG).orElse(""), labels(fields));
        fields.refuseOthers();
        return writes.once(request, body, bearer, tx -> create(tx, story, fields));
    }

    private Response create(Handle tx, NewStory asked, Fields fields) {
        List<Fault> faults = new ArrayList<>(fields.faults());
        return switch (making.make(tx, asked)) {
            case StoryResult.Faulty(var more) -> {
                faults.addAll(more);
                yield faulty(faults);
            }
            case StoryResult.SlugTaken(String slug) -> faults.isEmpty() ? taken(slug) : faulty(faults);
            case StoryResult.Made(Story story) ->
                faults.isEmpty() ? Response.json(201, json(story)).with("Location", story.path()) : faulty(faults);
        };
    }

    private static Response faulty(List<Fault> faults) {
        return Response.problem(Problem.invalid("story-invalid", "The story cannot be made like this", faults));
    }

    private static Response taken(String slug) {
        return Response.problem(
                Problem.conflict("slug-taken", "There is a story at this address", "the slug " + slug + " is taken"));
    }

    /// By language; or one `title`, in the paper's.
    private Map<String, String> labels(Fields fields) {
        Map<String, String> labels = new LinkedHashMap<>();
        fields.text("title", LONG).ifPresent(title -> labels.put(language.getLanguage(), title));
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

    private Map<String, Object> json(Story story) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", Long.toString(story.id().value()));
        json.put("slug", story.slug());
        json.put("labels", story.labels());
        json.put("url", baseUrl + story.path());
        return json;
    }
}
