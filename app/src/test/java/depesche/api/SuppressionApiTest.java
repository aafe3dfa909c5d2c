package depesche.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import depesche.account.ReaderId;
import depesche.account.Role;
import depesche.account.Suppression;
import depesche.testing.TestNewsroom;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Closing a reader by hand, and lifting what stands in the way, over the API.
class SuppressionApiTest {

    private static final String READ = "/readers/{id}/suppression";
    private static final String UNDO = READ + "/undo";

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.open();

    private static OpenApi description;

    @BeforeAll
    static void theHarbour() {
        description = new OpenApi(newsroom.get("/api/openapi.json").body());
        newsroom.call("POST", "/topics", "{\"slug\": \"harbour\", \"labels\": {\"de\": \"Hafen\"}}");
    }

    @Test
    void aReaderIsClosedAndOpenedAgain() {
        String ida = reader("ida");
        assertThat(read(ida).at("/told/email").asBoolean()).isTrue();
        assertThat(read(ida).path("suppressed").isNull()).isTrue();

        HttpResponse<String> closed = call("POST", READ, ida, "{\"note\": \"By phone\"}");
        JsonNode after = OpenApi.tree(closed.body());
        assertThat(after.at("/suppressed/why").asText()).isEqualTo("by-hand");
        assertThat(after.at("/suppressed/note").asText()).isEqualTo("By phone");
        assertThat(after.at("/told/email").asBoolean()).isFalse();
        assertThat(after.at("/acts/0/by").asText()).isEqualTo("test");
        assertThat(call("POST", READ, ida, "{\"note\": \"Again\"}").body()).isEqualTo(closed.body());

        JsonNode lifted =
                OpenApi.tree(call("POST", UNDO, ida, "{\"why\": \"by-hand\"}").body());
        assertThat(lifted.path("suppressed").isNull()).isTrue();
        assertThat(lifted.at("/told/email").asBoolean()).isTrue();
        assertThat(lifted.path("acts"))
                .extracting(act -> act.path("act").asText())
                .containsExactly("lifted", "closed");
    }

    @Test
    void onlyWhatIsNamedIsLiftedAndAComplaintWithANoteOnly() {
        String emil = reader("emil");
        suppress(emil, Suppression.Why.COMPLAINED);

        assertProblem(call("POST", UNDO, emil, "{\"why\": \"bounced\"}"), 409, "suppressed-otherwise");
        HttpResponse<String> bare = call("POST", UNDO, emil, "{\"why\": \"complained\"}");
        assertProblem(bare, 422, "suppression-invalid");
        assertThat(OpenApi.tree(bare.body()).at("/errors/0/field").asText()).isEqualTo("note");
        assertThat(read(emil).at("/suppressed/why").asText()).isEqualTo("complained");

        call("POST", UNDO, emil, "{\"why\": \"complained\", \"note\": \"A slip, he writes\"}");

        assertThat(read(emil).path("suppressed").isNull()).isTrue();
        assertThat(read(emil).at("/acts/0/note").asText()).isEqualTo("A slip, he writes");
        assertProblem(call("POST", UNDO, emil, "{\"why\": \"complained\"}"), 409, "suppressed-otherwise");
    }

    @Test
    void everyFaultIsToldAndAnAdminIsNeeded() {
        String tom = reader("tom");
        String chief = "Bearer " + newsroom.token(Role.CHIEF);

        assertProblem(call("POST", READ, tom, "{\"note\": \" \"}"), 422, "suppression-invalid");
        HttpResponse<String> wrong = call("POST", UNDO, tom, "{\"why\": \"mood\", \"color\": \"red\"}");
        assertThat(OpenApi.tree(wrong.body()).path("errors"))
                .extracting(fault -> fault.path("field").asText())
                .containsExactlyInAnyOrder("why", "color");
        assertProblem(call("GET", READ, "4711", ""), 404, "not-found");
        assertProblem(call("POST", READ, "4711", "{\"note\": \"x\"}"), 404, "not-found");
        assertProblem(
                newsroom.post("/api/v1/readers/" + tom + "/suppression", "{}", "Authorization", chief),
                403,
                "wrong-role");
    }

    @Test
    void theSameKeyGivesTheFirstAnswer() {
        String bo = reader("bo");
        String body = "{\"note\": \"By phone\"}";
        HttpResponse<String> first =
                newsroom.call("POST", "/readers/" + bo + "/suppression", body, "Idempotency-Key", "one");
        call("POST", UNDO, bo, "{\"why\": \"by-hand\"}");

        HttpResponse<String> again =
                newsroom.call("POST", "/readers/" + bo + "/suppression", body, "Idempotency-Key", "one");

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(read(bo).path("suppressed").isNull()).isTrue();
    }

    private static JsonNode read(String reader) {
        return OpenApi.tree(call("GET", READ, reader, "").body());
    }

    private static HttpResponse<String> call(String method, String path, String reader, String body) {
        HttpResponse<String> answer = newsroom.call(method, path.replace("{id}", reader), body);
        assertThat(description.faults(method, path, answer)).isEmpty();
        return answer;
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String type) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(OpenApi.tree(answer.body()).path("type").asText()).endsWith(type);
    }

    private static String reader(String name) {
        newsroom.call("POST", "/readers/import", """
                {"email": "%s@reader.example", "follows": [{"topic": "harbour", "cadence": "instant"}], "consent": {"at": "2026-01-01T00:00:00Z", "source": "test"}}
                """.formatted(name));
        return OpenApi.tree(newsroom.call("GET", "/readers?email=" + name + "@reader.example", "")
                        .body())
                .at("/items/0/id")
                .asText();
    }

    private static void suppress(String reader, Suppression.Why why) {
        var rooms = newsroom.rooms();
        rooms.ground()
                .db()
                .change(tx -> rooms.readers()
                        .readers()
                        .suppress(
                                tx,
                                new ReaderId(Integer.parseInt(reader)),
                                new Suppression(newsroom.clock().instant(), why, "")));
    }
}
