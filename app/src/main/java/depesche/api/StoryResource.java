package depesche.api;

import depesche.account.Tokens.Bearer;
import depesche.db.Database;
import depesche.story.NewStory;
import depesche.story.Stories;
import depesche.story.Story;
import depesche.story.StoryId;
import depesche.story.StoryMaking;
import depesche.story.StoryRenameResult;
import depesche.story.StoryRenaming;
import depesche.story.StoryResult;
import depesche.web.Fault;
import depesche.web.Fields;
import depesche.web.Problem;
import depesche.web.Request;
import depesche.web.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
    private final StoryRenaming renaming;
    private final StoryJson json;

    StoryResource(Database db, StoryMaking making, StoryRenaming renaming, StoryJson json) {
        this.db = db;
        this.writes = new Writes(db);
        this.making = making;
        this.renaming = renaming;
        this.json = json;
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
        answer.put("items", shown.stream().map(json::of).toList());
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
        var story = new NewStory(fields.text("slug", LONG).orElse(""), json.labels(fields));
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
                faults.isEmpty() ? Response.json(201, json.of(story)).with("Location", story.path()) : faulty(faults);
        };
    }

    Response rename(Request request, Bearer bearer) {
        byte[] body = request.body(Request.FORM_LIMIT);
        Fields fields = Fields.of(body);
        var names = new NewStory(fields.text("slug", LONG).orElse(""), json.labels(fields));
        fields.refuseOthers();
        return writes.once(
                request, body, bearer, tx -> answer(renaming.rename(tx, request.part("slug"), names), fields));
    }

    private Response answer(StoryRenameResult result, Fields fields) {
        List<Fault> faults = new ArrayList<>(fields.faults());
        return switch (result) {
            case StoryRenameResult.NoSuchStory() -> Response.problem(Problem.notFound("story"));
            case StoryRenameResult.Faulty(var more) -> {
                faults.addAll(more);
                yield faulty(faults);
            }
            case StoryRenameResult.Renamed(Story story) ->
                faults.isEmpty() ? Response.json(200, json.of(story)) : faulty(faults);
        };
    }

    private static Response faulty(List<Fault> faults) {
        return Response.problem(Problem.invalid("story-invalid", "The story cannot be made like this", faults));
    }

    private static Response taken(String slug) {
        return Response.problem(
                Problem.conflict("slug-taken", "There is a story at this address", "the slug " + slug + " is taken"));
    }
}
