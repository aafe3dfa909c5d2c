package depesche.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import depesche.testing.TestNewsroom;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.stream.Collectors;

/// Topics with articles and followers, and what is done to them, as a chief does it from outside.
record TopicsOverHttp(TestNewsroom newsroom) {

    void topic(String slug, String label, String parent) {
        String above = parent.isEmpty() ? "" : ",\"parent\":\"" + parent + "\"";
        HttpResponse<String> made = newsroom.call(
                "POST", "/topics", "{\"slug\":\"" + slug + "\",\"labels\":{\"de\":\"" + label + "\"}" + above + "}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    }

    /// Gives the article's id.
    String publish(String headline, String... topics) {
        String id = draft(headline, topics);
        assertThat(newsroom.call("POST", "/articles/" + id + "/publication", "{\"alert\":false}")
                        .statusCode())
                .isLessThan(300);
        return id;
    }

    String draft(String headline, String... topics) {
        HttpResponse<String> made = newsroom.call("POST", "/articles", text(headline, topics));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return OpenApi.tree(made.body()).path("id").asText();
    }

    static String text(String headline, String... topics) {
        String slugs = Arrays.stream(topics).map(slug -> "\"" + slug + "\"").collect(Collectors.joining(","));
        return "{\"headline\":\"" + headline + "\",\"body\":\"<p>Text.</p>\",\"language\":\"de\",\"topics\":[" + slugs
                + "]}";
    }

    /// A confirmed reader who follows the topic; gives what the import says.
    JsonNode imported(String topic, String email) {
        String line = "{\"email\":\"" + email + "\",\"follows\":[{\"topic\":\"" + topic
                + "\",\"cadence\":\"instant\"}],\"consent\":{\"at\":\"2026-01-01T00:00:00Z\",\"source\":\"form\"}}";
        return OpenApi.tree(newsroom.call("POST", "/readers/import", line, "Content-Type", "application/x-ndjson")
                .body());
    }

    /// Something done to a topic, answered as the description of the API says.
    JsonNode done(String slug, String act, String json) {
        HttpResponse<String> answer = newsroom.call("POST", "/topics/" + slug + "/" + act, json);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(description().faults("POST", "/topics/{slug}/" + act, answer))
                .isEmpty();
        return OpenApi.tree(answer.body());
    }

    HttpResponse<String> undo(String id) {
        HttpResponse<String> answer = newsroom.call("POST", "/topic-operations/" + id + "/undo", "");
        assertThat(description().faults("POST", "/topic-operations/{id}/undo", answer))
                .isEmpty();
        return answer;
    }

    private OpenApi description() {
        return new OpenApi(newsroom.get("/api/openapi.json").body());
    }

    void assertMoved(String from, String to) {
        HttpResponse<String> answer = newsroom.get(from);
        assertThat(answer.statusCode()).as(from).isEqualTo(301);
        assertThat(answer.headers().firstValue("location")).hasValue(to);
    }
}
