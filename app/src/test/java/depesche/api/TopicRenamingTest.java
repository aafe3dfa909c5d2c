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

    private static final TopicsOverHttp http = new TopicsOverHttp(newsroom);

    @BeforeAll
    static void topics() {
        http.topic("wetter", "Wetter", "");
        http.topic("politik", "Politik", "");
    }

    @Test
    void theOldAddressesLeadToTheNewOnes() {
        http.topic("stadtrat", "Stadtrat", "");
        http.publish("Rat tagt", "stadtrat");
        assertThat(newsroom.get("/topics/stadtrat").statusCode()).isEqualTo(200);

        JsonNode renamed = http.done("stadtrat", "rename", "{\"slug\":\"rathaus\",\"labels\":{\"de\":\"Rathaus\"}}");

        assertThat(renamed.path("topic").path("slug").asText()).isEqualTo("rathaus");
        assertThat(renamed.path("topic").path("labels").path("de").asText()).isEqualTo("Rathaus");
        http.assertMoved("/topics/stadtrat", "/topics/rathaus");
        http.assertMoved("/topics/stadtrat?before=7", "/topics/rathaus?before=7");
        for (String ending : List.of(".atom", ".rss", ".json")) {
            http.assertMoved("/topics/stadtrat/feed" + ending, "/topics/rathaus/feed" + ending);
        }
        assertThat(newsroom.get("/topics/rathaus").body()).contains("Rathaus", "Rat tagt");
        assertThat(newsroom.get("/topics/rathaus/feed.atom").body()).contains("Rat tagt");
        http.assertMoved(finger("stadtrat"), finger("rathaus"));
        assertThat(newsroom.get(finger("rathaus")).body()).contains("\"subject\":\"acct:rathaus@");
    }

    @Test
    void whatNamesTheOldSlugStillMeansTheTopic() {
        http.topic("hafen", "Hafen", "");
        http.publish("Kran kippt um", "hafen");
        JsonNode follow = http.imported("hafen", "hafen@reader.example");
        http.done("hafen", "rename", "{\"slug\":\"haefen\"}");

        http.publish("Lotse geht", "hafen");
        Waiting.until("both found", () -> found("topic:hafen").size() == 2);

        assertThat(found("topic:haefen")).hasSize(2);
        assertThat(OpenApi.tree(newsroom.call("GET", "/articles?topic=hafen", "")
                                .body())
                        .path("items"))
                .hasSize(2);
        assertThat(follow.path("created").asInt()).isOne();
        assertThat(http.imported("hafen", "second@reader.example")
                        .path("created")
                        .asInt())
                .isOne();
        assertThat(newsroom.get("/search?q=topic%3Ahafen+Kran").body()).contains("aria-current");
    }

    @Test
    void aSlugThatLeadsToATopicIsGivenToNoOther() {
        http.topic("kultur", "Kultur", "");
        http.done("kultur", "rename", "{\"slug\":\"feuilleton\"}");

        HttpResponse<String> made =
                newsroom.call("POST", "/topics", "{\"slug\":\"kultur\",\"labels\":{\"de\":\"Neu\"}}");
        HttpResponse<String> renamed = rename("politik", "{\"slug\":\"kultur\"}");

        assertThat(made.statusCode()).isEqualTo(409);
        assertThat(made.body()).contains("slug-taken", "leads to the topic feuilleton");
        assertThat(renamed.statusCode()).isEqualTo(422);
        assertThat(renamed.body()).contains("slug-taken", "leads to the topic feuilleton");
        http.done("feuilleton", "rename", "{\"slug\":\"kultur\"}");
        http.assertMoved("/topics/feuilleton", "/topics/kultur");
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
        http.topic("sport", "Sport", "");
        String first = http.done(
                        "sport", "rename", "{\"slug\":\"spiele\",\"labels\":{\"de\":\"Spiele\",\"en\":\"Games\"}}")
                .path("id")
                .asText();
        String second = http.done("spiele", "rename", "{\"slug\":\"turnen\"}")
                .path("id")
                .asText();

        HttpResponse<String> tooEarly = http.undo(first);
        assertThat(tooEarly.statusCode()).isEqualTo(409);
        assertThat(tooEarly.body()).contains("operation-not-the-newest", "undo the operation " + second + " first");
        assertThat(http.undo(second).statusCode()).isEqualTo(200);
        HttpResponse<String> undone = http.undo(first);

        assertThat(undone.statusCode()).as(undone.body()).isEqualTo(200);
        JsonNode topic = OpenApi.tree(undone.body()).path("topic");
        assertThat(topic.path("slug").asText()).isEqualTo("sport");
        assertThat(topic.path("labels")).hasSize(1);
        assertThat(topic.path("labels").path("de").asText()).isEqualTo("Sport");
        http.assertMoved("/topics/spiele", "/topics/sport");
        assertThat(http.undo(first).body()).contains("operation-undone");
        assertThat(http.undo("999999").statusCode()).isEqualTo(404);
        assertThat(http.undo("x").statusCode()).isEqualTo(404);
    }

    @Test
    void aDryRunChangesNothing() {
        http.topic("garten", "Garten", "");

        JsonNode preview = http.done("garten", "rename", "{\"slug\":\"beete\",\"dryRun\":true}");

        assertThat(preview.path("id").isNull()).isTrue();
        assertThat(preview.path("topic").path("slug").asText()).isEqualTo("beete");
        assertThat(newsroom.get("/topics/garten").statusCode()).isEqualTo(200);
        assertThat(newsroom.get("/topics/beete").statusCode()).isEqualTo(404);
    }

    @Test
    void theSameKeyGetsTheFirstAnswerAndEditorsMayNot() {
        http.topic("reise", "Reise", "");
        String body = "{\"slug\":\"reisen\"}";

        HttpResponse<String> first = newsroom.call("POST", "/topics/reise/rename", body, "Idempotency-Key", "r1");
        HttpResponse<String> again = newsroom.call("POST", "/topics/reise/rename", body, "Idempotency-Key", "r1");
        HttpResponse<String> refused = newsroom.post(
                "/api/v1/topics/reisen/rename", body, "Authorization", "Bearer " + newsroom.token(Role.EDITOR));

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(refused.statusCode()).isEqualTo(403);
    }

    private static HttpResponse<String> rename(String slug, String json) {
        return newsroom.call("POST", "/topics/" + slug + "/rename", json);
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
}
