package depesche.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import depesche.account.Role;
import depesche.testing.TestNewsroom;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Update, correction, kill and right of reply over the API.
class AmendmentsTest {

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.open();

    private final OpenApi description =
            new OpenApi(newsroom.get("/api/openapi.json").body());

    @BeforeAll
    static void topics() {
        newsroom.call("POST", "/topics", "{\"slug\": \"harbour\", \"labels\": {\"de\": \"Hafen\"}}");
    }

    @Test
    void eachAmendmentIsAnsweredAsDescribedWithItsRevisionAndItsAlert() {
        String path = published();

        var update = amend(path, "update", "{\"note\": \"Neu: Wind.\", \"headline\": \"Sturm und Wind\"}");
        var correction = amend(path, "correction", "{\"note\": \"Es waren zwei Kräne.\", \"body\": \"<p>Zwei.</p>\"}");
        var reply =
                amend(path, "reply", "{\"headline\": \"Falsch\", \"body\": \"<p>Nein.</p>\", \"of\": \"Hafenamt\"}");
        var kill = amend(path, "kill", "{\"reason\": \"erfunden\"}");

        assertThat(update.path("revision").asInt()).isEqualTo(2);
        assertThat(correction.path("revision").asInt()).isEqualTo(3);
        assertThat(reply.path("revision").asInt()).isEqualTo(4);
        assertThat(kill.path("revision").asInt()).isEqualTo(4);
        newsroom.settle();
        assertThat(kind(update)).isEqualTo("update");
        assertThat(kind(correction)).isEqualTo("correction");
        assertThat(kind(reply)).isEqualTo("reply");
        assertThat(kind(kill)).isEqualTo("withdrawal");
        JsonNode article = OpenApi.tree(newsroom.call("GET", path, "").body());
        assertThat(article.path("state").asText()).isEqualTo("killed");
        assertThat(article.path("headline").asText()).isEqualTo("Sturm und Wind");
        assertThat(article.path("body").asText()).isEqualTo("<p>Zwei.</p>");
        assertThat(article.path("notices"))
                .extracting(notice -> notice.path("kind").asText())
                .containsExactly("update", "correction", "reply", "withdrawal");
    }

    @Test
    void everyFaultOfAnAmendmentIsToldAtOnceAndNothingIsDone() {
        String path = published();

        var correction = newsroom.call("POST", path + "/correction", "{\"urgency\": 12, \"topics\": [\"nope\"]}");
        var reply = newsroom.call("POST", path + "/reply", "{\"headline\": \" \", \"why\": 1}");
        var nothing = newsroom.call("POST", path + "/update", "{}");

        assertThat(correction.statusCode()).isEqualTo(422);
        assertThat(fields(correction)).containsExactlyInAnyOrder("note", "urgency", "topics");
        assertThat(fields(reply)).containsExactlyInAnyOrder("headline", "body", "of", "why");
        assertThat(fields(nothing)).containsExactly("note");
        assertThat(description.faults("POST", "/articles/{id}/correction", correction))
                .isEmpty();
        assertThat(OpenApi.tree(newsroom.call("GET", path, "").body())
                        .path("revision")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void onlyWhatIsPublishedIsAmended() {
        String draft = "/articles/"
                + OpenApi.tree(newsroom.call("POST", "/articles", text()).body())
                        .path("id")
                        .asText();
        String killed = published();
        amend(killed, "kill", "{\"reason\": \"erfunden\"}");

        for (String path : new String[] {draft, killed}) {
            var answer = newsroom.call("POST", path + "/correction", "{\"note\": \"Zwei.\"}");
            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(OpenApi.tree(answer.body()).path("type").asText()).isEqualTo("wrong-state");
        }
    }

    @Test
    void anEditorUpdatesAndAChiefCorrects() {
        String path = published();

        assertThat(as(Role.REPORTER, path + "/update", "{\"note\": \"Neu.\"}")).isEqualTo(403);
        assertThat(as(Role.EDITOR, path + "/update", "{\"note\": \"Neu.\"}")).isEqualTo(200);
        assertThat(as(Role.EDITOR, path + "/correction", "{\"note\": \"Zwei.\"}"))
                .isEqualTo(403);
        assertThat(as(Role.EDITOR, path + "/kill", "{\"reason\": \"erfunden\"}"))
                .isEqualTo(403);
        assertThat(as(Role.EDITOR, path + "/reply", "{}")).isEqualTo(403);
        assertThat(as(Role.CHIEF, path + "/correction", "{\"note\": \"Zwei.\"}"))
                .isEqualTo(200);
    }

    @Test
    void theSameKeyGivesTheFirstAnswer() {
        String path = published() + "/correction";

        var first = newsroom.call("POST", path, "{\"note\": \"Zwei.\"}", "Idempotency-Key", path);
        var again = newsroom.call("POST", path, "{\"note\": \"Zwei.\"}", "Idempotency-Key", path);

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
    }

    @Test
    void whyAReaderWasToldOrNotIsAnsweredAsDescribed() {
        newsroom.call(
                "POST",
                "/readers/import",
                "{\"email\": \"why@reader.example\", \"follows\": [{\"topic\": \"harbour\", \"cadence\": \"instant\"}],"
                        + " \"consent\": {\"at\": \"2026-01-01T00:00:00Z\", \"source\": \"test\"}}\n");
        String reader = OpenApi.tree(newsroom.call("GET", "/readers?email=why@reader.example", "")
                        .body())
                .path("items")
                .get(0)
                .path("id")
                .asText();
        String article = published().substring("/articles/".length());
        newsroom.settle();

        var why = newsroom.call("GET", "/readers/" + reader + "/why?article=" + article, "");
        var nobody = newsroom.call("GET", "/readers/99999/why?article=" + article, "");

        assertThat(why.statusCode()).as(why.body()).isEqualTo(200);
        assertThat(description.faults("GET", "/readers/{id}/why", why)).isEmpty();
        JsonNode json = OpenApi.tree(why.body());
        assertThat(json.path("follows").get(0).path("topic").asText()).isEqualTo("harbour");
        assertThat(json.path("alerts").get(0).path("deliveries")).hasSize(1);
        assertThat(nobody.statusCode()).isEqualTo(404);
        assertThat(newsroom.call("GET", "/readers/" + reader + "/why", "").statusCode())
                .isEqualTo(400);
    }

    @Test
    void whatWasPublishedQuietlyIsAmendedQuietly() {
        String path = published(false);

        var correction = amend(path, "correction", "{\"note\": \"Zwei.\"}");

        assertThat(correction.path("alertId").isNull()).isTrue();
    }

    private String published() {
        return published(true);
    }

    private String published(boolean withAlert) {
        String path = "/articles/"
                + OpenApi.tree(newsroom.call("POST", "/articles", text()).body())
                        .path("id")
                        .asText();
        assertThat(newsroom.call("POST", path + "/publication", "{\"alert\": " + withAlert + "}")
                        .statusCode())
                .isEqualTo(200);
        return path;
    }

    private static String text() {
        return "{\"headline\": \"Sturm\", \"body\": \"<p>Drei Kräne.</p>\", \"topics\": [\"harbour\"]}";
    }

    private JsonNode amend(String path, String act, String json) {
        var answer = newsroom.call("POST", path + "/" + act, json);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(description.faults("POST", "/articles/{id}/" + act, answer)).isEmpty();
        return OpenApi.tree(answer.body());
    }

    private String kind(JsonNode amendment) {
        var alert = newsroom.call("GET", "/alerts/" + amendment.path("alertId").asText(), "");
        assertThat(description.faults("GET", "/alerts/{id}", alert)).isEmpty();
        return OpenApi.tree(alert.body()).path("kind").asText();
    }

    private static Iterable<String> fields(HttpResponse<String> problem) {
        return OpenApi.tree(problem.body())
                .path("errors")
                .valueStream()
                .map(error -> error.path("field").asText())
                .distinct()
                .toList();
    }

    private static int as(Role role, String path, String json) {
        URI call = newsroom.baseUrl().resolve("/api/v1" + path);
        return newsroom.send(HttpRequest.newBuilder(call)
                        .header("Authorization", "Bearer " + newsroom.token(role))
                        .POST(HttpRequest.BodyPublishers.ofString(json))
                        .build())
                .statusCode();
    }
}
