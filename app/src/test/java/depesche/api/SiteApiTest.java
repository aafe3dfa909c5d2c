package depesche.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import depesche.account.Role;
import depesche.testing.TestNewsroom;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What stands at the head of the paper, over the API.
class SiteApiTest {

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.open();

    @BeforeEach
    void asTheSettingsSay() {
        newsroom.rooms().ground().db().change(tx -> {
            tx.execute("delete from masthead");
            newsroom.rooms().ground().changes().record(tx, Set.of("site", "masthead"));
        });
    }

    @Test
    void itIsReadSetAndTakenBackWithTheVersionSeen() {
        HttpResponse<String> first = newsroom.call("GET", "/site", "");
        assertThat(tag(first)).isEqualTo("\"1\"");
        assertThat(tree(first).path("name").asText()).isEqualTo("The Lantern");
        assertThat(tree(first).path("setBy").isNull()).isTrue();

        HttpResponse<String> set = put("1", "{\"name\": \"The Beacon\", \"about\": {\"en\": \"Since 1921.\"}}");
        assertThat(tree(set).path("name").asText()).isEqualTo("The Beacon");
        assertThat(tree(set).path("timeZone").asText()).isEqualTo("Europe/Berlin");
        assertThat(tree(set).at("/about/en").asText()).isEqualTo("Since 1921.");
        assertThat(tree(set).path("setBy").asText()).isEqualTo("test");
        assertThat(newsroom.get("/").body()).contains("<title>The Beacon</title>");
        assertThat(newsroom.call("GET", "/site", "").body()).isEqualTo(set.body());

        problem(put("1", "{\"name\": \"The Late\"}"), 412, "edited-since");
        problem(newsroom.call("PUT", "/site", "{\"name\": \"The Blind\"}"), 428, "if-match-needed");
        problem(put("x", "{}"), 412, "edited-since");

        HttpResponse<String> undone = newsroom.call("POST", "/site/undo", "", "If-Match", tag(set));
        assertThat(tree(undone).path("name").asText()).isEqualTo("The Lantern");
        problem(newsroom.call("POST", "/site/undo", "", "If-Match", tag(undone)), 409, "nothing-to-undo");
    }

    @Test
    void theSameKeyAgainGivesTheFirstAnswer() {
        String version = tag(newsroom.call("GET", "/site", ""));
        var first = newsroom.call("PUT", "/site", "{\"name\": \"Once\"}", "If-Match", version, "Idempotency-Key", "k1");
        var again = newsroom.call("PUT", "/site", "{\"name\": \"Once\"}", "If-Match", version, "Idempotency-Key", "k1");

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
    }

    @Test
    void allFaultsComeAtOnce() {
        String version = tag(newsroom.call("GET", "/site", ""));
        HttpResponse<String> faulty = put(
                version,
                "{\"name\": \"\", \"language\": 7, \"timeZone\": \"Mars\", \"imprint\": {\"fr\": \"\"}, \"colour\": 1}");

        problem(faulty, 422, "site-invalid");
        assertThat(tree(faulty).path("errors"))
                .extracting(fault -> fault.path("field").asText())
                .containsExactlyInAnyOrder("language", "imprint.fr", "colour", "name", "timeZone");
    }

    @Test
    void onlyAdminsSetIt() {
        String chief = newsroom.token(Role.CHIEF);
        var request = HttpRequest.newBuilder(newsroom.baseUrl().resolve("/api/v1/site"))
                .header("Authorization", "Bearer " + chief)
                .header("If-Match", "1");
        assertThat(newsroom.send(request.copy().GET().build()).statusCode()).isEqualTo(200);
        assertThat(newsroom.send(request.PUT(HttpRequest.BodyPublishers.ofString("{}"))
                                .build())
                        .statusCode())
                .isEqualTo(403);
    }

    private static HttpResponse<String> put(String version, String json) {
        return newsroom.call("PUT", "/site", json, "If-Match", version);
    }

    private static String tag(HttpResponse<String> answer) {
        return answer.headers().firstValue("ETag").orElse("");
    }

    private static JsonNode tree(HttpResponse<String> answer) {
        return OpenApi.tree(answer.body());
    }

    private static void problem(HttpResponse<String> answer, int status, String type) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(tree(answer).path("type").asText()).endsWith(type);
    }
}
