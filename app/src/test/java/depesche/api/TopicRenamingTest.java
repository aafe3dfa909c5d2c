package depesche.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import depesche.account.Role;
import depesche.testing.TestNewsroom;
import depesche.testing.Waiting;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TopicRenamingTest {

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.open();

    private final OpenApi description =
            new OpenApi(newsroom.get("/api/openapi.json").body());

    @BeforeAll
    static void topics() {
        topic("wetter", "Wetter");
        topic("politik", "Politik");
    }

    @Test
    void theOldAddressesLeadToTheNewOnes() {
        topic("stadtrat", "Stadtrat");
        publish("Rat tagt", "stadtrat");
        assertThat(newsroom.get("/topics/stadtrat").statusCode()).isEqualTo(200);

        JsonNode renamed = done("/topics/stadtrat/rename", "{\"slug\":\"rathaus\",\"labels\":{\"de\":\"Rathaus\"}}");

        assertThat(renamed.path("topic").path("slug").asText()).isEqualTo("rathaus");
        assertThat(renamed.path("topic").path("labels").path("de").asText()).isEqualTo("Rathaus");
        assertMoved("/topics/stadtrat", "/topics/rathaus");
        assertMoved("/topics/stadtrat?before=7", "/topics/rathaus?before=7");
        for (String ending : List.of(".atom", ".rss", ".json")) {
            assertMoved("/topics/stadtrat/feed" + ending, "/topics/rathaus/feed" + ending);
        }
        assertThat(newsroom.get("/topics/rathaus").body()).contains("Rathaus", "Rat tagt");
        assertThat(newsroom.get("/topics/rathaus/feed.atom").body()).contains("Rat tagt");
        assertMoved(finger("stadtrat"), finger("rathaus"));
        assertThat(newsroom.get(finger("rathaus")).body()).contains("\"subject\":\"acct:rathaus@");
    }

    @Test
    void whatNamesTheOldSlugStillMeansTheTopic() {
        topic("hafen", "Hafen");
        publish("Kran kippt um", "hafen");
        JsonNode follow = imported("hafen", "hafen@reader.example");
        done("/topics/hafen/rename", "{\"slug\":\"haefen\"}");

        publish("Lotse geht", "hafen");
        Waiting.until("both found", () -> found("topic:hafen").size() == 2);

        assertThat(found("topic:haefen")).hasSize(2);
        assertThat(OpenApi.tree(newsroom.call("GET", "/articles?topic=hafen", "")
                                .body())
                        .path("items"))
                .hasSize(2);
        assertThat(follow.path("created").asInt()).isOne();
        assertThat(imported("hafen", "second@reader.example").path("created").asInt())
                .isOne();
        assertThat(newsroom.get("/search?q=topic%3Ahafen+Kran").body()).contains("aria-current");
    }

    @Test
    void aSlugThatLeadsToATopicIsGivenToNoOther() {
        topic("kultur", "Kultur");
        done("/topics/kultur/rename", "{\"slug\":\"feuilleton\"}");

        HttpResponse<String> made =
                newsroom.call("POST", "/topics", "{\"slug\":\"kultur\",\"labels\":{\"de\":\"Neu\"}}");
        HttpResponse<String> renamed = rename("politik", "{\"slug\":\"kultur\"}");

        assertThat(made.statusCode()).isEqualTo(409);
        assertThat(made.body()).contains("slug-taken", "leads to the topic feuilleton");
        assertThat(renamed.statusCode()).isEqualTo(422);
        assertThat(renamed.body()).contains("slug-taken", "leads to the topic feuilleton");
        done("/topics/feuilleton/rename", "{\"slug\":\"kultur\"}");
        assertMoved("/topics/feuilleton", "/topics/kultur");
        assertThat(newsroom.get("/topics/kultur").statusCode()).isEqualTo(200);
    }

    @Test
    void everyFaultIsInOneAnswer() {
        HttpResponse<String> answer = rename(
                "politik", "{\"slug\":\"Das Rathaus\",\"labels\":{\"xx-yy-zz\":\"a\",\"de\":\"\"},\"colour\":\"red\"}");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(OpenApi.tree(answer.body()).path("errors").findValuesAsText("field"))
                .contains("slug", "labels", "labels.de", "colour");
        assertThat(rename("politik", "{}").body()).contains("nothing-new");
        assertThat(rename("politik", "{\"slug\":\"wetter\"}").body())
                .contains("slug-taken", "the slug wetter is taken");
        assertThat(rename("nowhere", "{\"slug\":\"x\"}").statusCode()).isEqualTo(404);
        assertThat(newsroom.get("/topics/politik").statusCode()).isEqualTo(200);
    }

    @Test
    void undoingGivesNamesBackOnceAndTheNewestFirst() {
        topic("sport", "Sport");
        String first = done(
                        "/topics/sport/rename", "{\"slug\":\"spiele\",\"labels\":{\"de\":\"Spiele\",\"en\":\"Games\"}}")
                .path("id")
                .asText();
        String second = done("/topics/spiele/rename", "{\"slug\":\"turnen\"}")
                .path("id")
                .asText();

        HttpResponse<String> tooEarly = undo(first);
        assertThat(tooEarly.statusCode()).isEqualTo(409);
        assertThat(tooEarly.body()).contains("operation-not-the-newest", "undo the operation " + second + " first");
        assertThat(undo(second).statusCode()).isEqualTo(200);
        HttpResponse<String> undone = undo(first);

        assertThat(undone.statusCode()).as(undone.body()).isEqualTo(200);
        assertThat(description.faults("POST", "/topic-operations/{id}/undo", undone))
                .isEmpty();
        JsonNode topic = OpenApi.tree(undone.body()).path("topic");
        assertThat(topic.path("slug").asText()).isEqualTo("sport");
        assertThat(topic.path("labels")).hasSize(1);
        assertThat(topic.path("labels").path("de").asText()).isEqualTo("Sport");
        assertMoved("/topics/spiele", "/topics/sport");
        assertThat(undo(first).body()).contains("operation-undone");
        assertThat(undo("999999").statusCode()).isEqualTo(404);
        assertThat(undo("x").statusCode()).isEqualTo(404);
    }

    @Test
    void aDryRunChangesNothing() {
        topic("garten", "Garten");

        JsonNode preview = done("/topics/garten/rename", "{\"slug\":\"beete\",\"dryRun\":true}");

        assertThat(preview.path("id").isNull()).isTrue();
        assertThat(preview.path("topic").path("slug").asText()).isEqualTo("beete");
        assertThat(newsroom.get("/topics/garten").statusCode()).isEqualTo(200);
        assertThat(newsroom.get("/topics/beete").statusCode()).isEqualTo(404);
    }

    @Test
    void theSameKeyGetsTheFirstAnswerAndEditorsMayNot() {
        topic("reise", "Reise");
        String body = "{\"slug\":\"reisen\"}";

        HttpResponse<String> first = newsroom.call("POST", "/topics/reise/rename", body, "Idempotency-Key", "r1");
        HttpResponse<String> again = newsroom.call("POST", "/topics/reise/rename", body, "Idempotency-Key", "r1");
        HttpResponse<String> refused = newsroom.post(
                "/api/v1/topics/reisen/rename", body, "Authorization", "Bearer " + newsroom.token(Role.EDITOR));

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(refused.statusCode()).isEqualTo(403);
    }

    private JsonNode done(String path, String json) {
        HttpResponse<String> answer = newsroom.call("POST", path, json);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(description.faults("POST", "/topics/{slug}/rename", answer)).isEmpty();
        return OpenApi.tree(answer.body());
    }

    private static HttpResponse<String> rename(String slug, String json) {
        return newsroom.call("POST", "/topics/" + slug + "/rename", json);
    }

    private static HttpResponse<String> undo(String id) {
        return newsroom.call("POST", "/topic-operations/" + id + "/undo", "");
    }

    private static void assertMoved(String from, String to) {
        HttpResponse<String> answer = newsroom.get(from);
        assertThat(answer.statusCode()).as(from).isEqualTo(301);
        assertThat(answer.headers().firstValue("location")).hasValue(to);
    }

    private static String finger(String name) {
        return "/.well-known/webfinger?resource=acct:" + name + "@"
                + newsroom.baseUrl().getAuthority();
    }

    private static JsonNode found(String asked) {
        String query = URLEncoder.encode(asked, StandardCharsets.UTF_8);
        return OpenApi.tree(newsroom.call("GET", "/search?q=" + query, "").body())
                .path("items");
    }

    private static JsonNode imported(String topic, String email) {
        String line = "{\"email\":\"" + email + "\",\"follows\":[{\"topic\":\"" + topic
                + "\",\"cadence\":\"instant\"}],\"consent\":{\"at\":\"2026-01-01T00:00:00Z\",\"source\":\"form\"}}";
        return OpenApi.tree(newsroom.call("POST", "/readers/import", line, "Content-Type", "application/x-ndjson")
                .body());
    }

    private static void publish(String headline, String topic) {
        HttpResponse<String> made = newsroom.call(
                "POST",
                "/articles",
                "{\"headline\":\"" + headline + "\",\"body\":\"<p>Text.</p>\",\"language\":\"de\",\"topics\":[\""
                        + topic + "\"]}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        String id = OpenApi.tree(made.body()).path("id").asText();
        assertThat(newsroom.call("POST", "/articles/" + id + "/publication", "{\"alert\":false}")
                        .statusCode())
                .isLessThan(300);
    }

    private static void topic(String slug, String label) {
        HttpResponse<String> made =
                newsroom.call("POST", "/topics", "{\"slug\":\"" + slug + "\",\"labels\":{\"de\":\"" + label + "\"}}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    }
}
