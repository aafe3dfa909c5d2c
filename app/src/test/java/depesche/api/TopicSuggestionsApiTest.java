package depesche.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import depesche.account.Role;
import depesche.testing.TestNewsroom;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TopicSuggestionsApiTest {

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.open();

    private static final String[] HARBOUR = {"Der Kran hebt Container", "Schiffe laden am Kai", "Kräne am Hafenbecken"};
    private static final String[] COUNCIL = {"Der Rat stimmt ab", "Haushalt im Stadtrat", "Die Ratsfraktionen streiten"
    };

    private final OpenApi description =
            new OpenApi(newsroom.get("/api/openapi.json").body());

    @BeforeAll
    static void theLanternHasAnArchive() {
        topic("{\"slug\": \"harbour\", \"labels\": {\"de\": \"Hafenwirtschaft\", \"en\": \"Port\"}}");
        topic("{\"slug\": \"council\", \"labels\": {\"de\": \"Kommunalpolitik\"}}");
        topic(
                "{\"slug\": \"turkey\", \"labels\": {\"de\": \"Türkei\", \"en\": \"Turkey\"}, \"aliases\": [\"türkisch\"]}");
        for (int number = 0; number < 6; number++) {
            publish(HARBOUR[number % 3], HARBOUR[(number + 1) % 3], "harbour");
            publish(COUNCIL[number % 3], COUNCIL[(number + 1) % 3], "council");
        }
    }

    @Test
    void aTopicIsSuggestedBecauseOfItsNameInAnyForm() {
        JsonNode items = suggested("Besuch in Ankara", "<p>Die türkischen Minister kamen.</p>");

        JsonNode turkey = item(items, "turkey");
        assertThat(turkey.path("because")).extracting(JsonNode::asText).contains("türkischen");
        assertThat(turkey.path("score").asDouble()).isBetween(0.3, 0.9);
    }

    @Test
    void whatEditorsChoseIsLearned() {
        HttpResponse<String> trained = newsroom.call("POST", "/topic-suggestions/training", "");

        assertThat(trained.statusCode()).as(trained.body()).isEqualTo(200);
        assertThat(description.faults("POST", "/topic-suggestions/training", trained))
                .isEmpty();
        assertThat(OpenApi.tree(trained.body()).path("topics").asInt()).isEqualTo(2);
        JsonNode items = suggested("Neuer Kran", "Er hebt Container auf Schiffe.");
        assertThat(items.path(0).path("topic").asText()).isEqualTo("harbour");
        assertThat(items.path(0).path("because")).extracting(JsonNode::asText).contains("Container");
    }

    @Test
    void aTopicIsSuggestedAsSoonAsItIsThere() {
        assertThat(suggested("Alles über Quitten", "Quittengelee").findValuesAsText("topic"))
                .doesNotContain("quinces");

        topic("{\"slug\": \"quinces\", \"labels\": {\"de\": \"Quitte\"}}");

        assertThat(suggested("Alles über Quitten", "Gelee").findValuesAsText("topic"))
                .contains("quinces");
    }

    @Test
    void emptyAndHugeAndStrangeTextsGetAnAnswer() {
        assertThat(suggested("", "")).isEmpty();
        assertThat(suggested("\uD83D\uDE80", "<<<>>>&&& \u0001")).isEmpty();
        assertThat(suggested("Türkei", "Wort ".repeat(700_000)).findValuesAsText("topic"))
                .contains("turkey");
        assertThat(call("{\"body\": \"" + "x".repeat(10_000_000) + "\"}").statusCode())
                .isEqualTo(413);
        HttpResponse<String> faulty = call("{\"headline\": 7, \"language\": \"klingon-xx-yy\", \"text\": \"\"}");
        assertThat(faulty.statusCode()).isEqualTo(422);
        assertThat(OpenApi.tree(faulty.body()).path("errors").findValuesAsText("field"))
                .contains("headline", "language", "text");
        assertThat(description.faults("POST", "/topic-suggestions", faulty)).isEmpty();
    }

    @Test
    void trainingIsForChiefs() {
        String token = newsroom.token(Role.REPORTER);

        HttpResponse<String> refused =
                newsroom.post("/api/v1/topic-suggestions/training", "", "Authorization", "Bearer " + token);

        assertThat(refused.statusCode()).isEqualTo(403);
    }

    private JsonNode suggested(String headline, String body) {
        String json = JsonNodeFactory.instance
                .objectNode()
                .put("headline", headline)
                .put("body", body)
                .put("language", "de")
                .toString();
        HttpResponse<String> answer = call(json);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(description.faults("POST", "/topic-suggestions", answer)).isEmpty();
        return OpenApi.tree(answer.body()).path("items");
    }

    private static JsonNode item(JsonNode items, String topic) {
        for (JsonNode item : items) {
            if (item.path("topic").asText().equals(topic)) {
                return item;
            }
        }
        throw new AssertionError("no " + topic + " in " + items);
    }

    private static HttpResponse<String> call(String json) {
        return newsroom.call("POST", "/topic-suggestions", json);
    }

    private static void topic(String json) {
        assertThat(newsroom.call("POST", "/topics", json).statusCode()).isEqualTo(201);
    }

    private static void publish(String headline, String body, String topic) {
        HttpResponse<String> made = newsroom.call(
                "POST",
                "/articles",
                "{\"headline\": \"" + headline + "\", \"body\": \"<p>" + body
                        + "</p>\", \"language\": \"de\", \"topics\": [\"" + topic + "\"]}");
        String id = OpenApi.tree(made.body()).path("id").asText();
        assertThat(newsroom.call("POST", "/articles/" + id + "/publication", "{\"alert\": false}")
                        .statusCode())
                .isEqualTo(200);
    }
}
