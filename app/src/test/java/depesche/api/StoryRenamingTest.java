package depesche.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import depesche.account.Role;
import depesche.testing.TestNewsroom;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StoryRenamingTest {

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.open();

    private static final TopicsOverHttp http = new TopicsOverHttp(newsroom);

    @BeforeAll
    static void topic() {
        http.topic("news", "Nachrichten", "");
    }

    @Test
    void theOldAddressesLeadToTheNewOnesAndFollowsGoOn() {
        story("streik", "Der Streik");
        publish("Streik beginnt", "streik", false);
        follow("streik", "one@reader.example");
        assertThat(newsroom.get("/stories/streik").statusCode()).isEqualTo(200);

        JsonNode renamed = done(rename("streik", "{\"slug\":\"arbeitskampf\",\"labels\":{\"de\":\"Arbeitskampf\"}}"));

        assertThat(renamed.path("slug").asText()).isEqualTo("arbeitskampf");
        http.assertMoved("/stories/streik", "/stories/arbeitskampf");
        http.assertMoved("/stories/streik?before=7", "/stories/arbeitskampf?before=7");
        for (String ending : List.of(".atom", ".rss", ".json")) {
            http.assertMoved("/stories/streik/feed" + ending, "/stories/arbeitskampf/feed" + ending);
        }
        assertThat(newsroom.get("/stories/arbeitskampf").body()).contains("Arbeitskampf", "Streik beginnt");
        follow("streik", "two@reader.example");
        publish("Streik endet", "streik", true);
        newsroom.settle();
        int planned = newsroom.rooms()
                .ground()
                .db()
                .read(tx -> tx.createQuery("select sum(planned) from alert")
                        .mapTo(Integer.class)
                        .one());
        assertThat(planned).isEqualTo(2);
    }

    @Test
    void renamingItBackTakesItBackAndNoOtherStoryGetsItsSlug() {
        story("flut", "Die Flut");
        story("ebbe", "Die Ebbe");
        publish("Wasser steigt", "flut", false);
        done(rename("flut", "{\"slug\":\"hochwasser\"}"));

        HttpResponse<String> made = newsroom.call("POST", "/stories", "{\"slug\":\"flut\",\"title\":\"Neu\"}");
        HttpResponse<String> other = rename("ebbe", "{\"slug\":\"flut\"}");
        done(rename("hochwasser", "{\"slug\":\"flut\"}"));

        assertThat(made.statusCode()).isEqualTo(409);
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(other.body()).contains("slug-taken", "leads to the story hochwasser");
        http.assertMoved("/stories/hochwasser", "/stories/flut");
        assertThat(newsroom.get("/stories/flut").statusCode()).isEqualTo(200);
    }

    @Test
    void everyFaultIsInOneAnswerAndTheSameKeyGetsTheFirst() {
        story("wahl", "Die Wahl");

        HttpResponse<String> wrong = rename("wahl", "{\"slug\":\"Die Wahl\",\"labels\":{\"de\":\"\"},\"colour\":1}");
        HttpResponse<String> first =
                newsroom.call("POST", "/stories/wahl/rename", "{\"title\":\"Wahlen\"}", "Idempotency-Key", "w1");
        HttpResponse<String> again =
                newsroom.call("POST", "/stories/wahl/rename", "{\"title\":\"Wahlen\"}", "Idempotency-Key", "w1");
        HttpResponse<String> refused = newsroom.post(
                "/api/v1/stories/wahl/rename",
                "{\"slug\":\"x\"}",
                "Authorization",
                "Bearer " + newsroom.token(Role.REPORTER));

        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(OpenApi.tree(wrong.body()).path("errors").findValuesAsText("field"))
                .contains("slug", "labels.de", "colour");
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(rename("wahl", "{}").body()).contains("nothing-new");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(rename("nowhere", "{\"slug\":\"x\"}").statusCode()).isEqualTo(404);
    }

    private static void story(String slug, String label) {
        newsroom.call("POST", "/stories", "{\"slug\":\"" + slug + "\",\"labels\":{\"de\":\"" + label + "\"}}");
    }

    private static void publish(String headline, String story, boolean alert) {
        HttpResponse<String> made = newsroom.call(
                "POST",
                "/articles",
                "{\"headline\":\"" + headline
                        + "\",\"body\":\"<p>Text.</p>\",\"language\":\"de\",\"topics\":[\"news\"]," + "\"story\":\""
                        + story + "\"}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        newsroom.call(
                "POST",
                "/articles/" + OpenApi.tree(made.body()).path("id").asText() + "/publication",
                "{\"alert\":" + alert + "}");
    }

    private static void follow(String story, String email) {
        String line = "{\"email\":\"" + email + "\",\"follows\":[{\"story\":\"" + story
                + "\",\"cadence\":\"instant\"}],\"consent\":{\"at\":\"2026-01-01T00:00:00Z\",\"source\":\"form\"}}";
        newsroom.call("POST", "/readers/import", line, "Content-Type", "application/x-ndjson");
    }

    private static HttpResponse<String> rename(String slug, String json) {
        HttpResponse<String> answer = newsroom.call("POST", "/stories/" + slug + "/rename", json);
        assertThat(new OpenApi(newsroom.get("/api/openapi.json").body())
                        .faults("POST", "/stories/{slug}/rename", answer))
                .isEmpty();
        return answer;
    }

    private static JsonNode done(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return OpenApi.tree(answer.body());
    }
}
