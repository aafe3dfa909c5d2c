package depesche.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import depesche.testing.TestNewsroom;
import depesche.testing.Waiting;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SearchApiTest {

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.open();

    private final OpenApi description =
            new OpenApi(newsroom.get("/api/openapi.json").body());

    @BeforeAll
    static void paper() {
        newsroom.call("POST", "/topics", "{\"slug\": \"harbour\", \"labels\": {\"en\": \"Harbour\"}}");
        publish("lantern-1", "Crane & <barge> collide", "<p>The crane fell on the barge at noon.</p>");
        publish("lantern-2", "A crane is painted", "<p>It is red now.</p>");
        Waiting.until(
                "the last is found", () -> search("q=painted").path("total").asInt() == 1);
    }

    @Test
    void whatIsFoundComesAsDescribed() {
        HttpResponse<String> answer = newsroom.call("GET", "/search?q=crane+barge", "");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(description.faults("GET", "/search", answer)).isEmpty();
        JsonNode found = OpenApi.tree(answer.body());
        assertThat(found.path("total").asInt()).isEqualTo(2);
        assertThat(found.path("complete").asBoolean()).isTrue();
        assertThat(found.path("items"))
                .extracting(item -> item.path("externalId").asText())
                .containsExactly("lantern-1", "lantern-2");
        JsonNode first = found.path("items").path(0);
        assertThat(first.path("url").asText()).startsWith(newsroom.baseUrl() + "/");
        assertThat(first.path("score").asDouble())
                .isGreaterThan(found.path("items").path(1).path("score").asDouble());
        assertThat(first.path("highlights"))
                .extracting(JsonNode::asText)
                .contains("<mark>Crane</mark> &amp; &lt;<mark>barge</mark>&gt; collide");
    }

    @Test
    void whatMayHaveBeenMeantIsSaidWhereItFindsMore() {
        HttpResponse<String> answer = newsroom.call("GET", "/search?q=%22barje%22+-tug&topic=harbour", "");

        assertThat(description.faults("GET", "/search", answer)).isEmpty();
        String meant = OpenApi.tree(answer.body()).path("didYouMean").asText();
        assertThat(meant).isEqualTo("\"barge\" -tug");
        assertThat(search("topic=harbour&q=" + encoded(meant)).path("total").asInt())
                .isEqualTo(1);
        for (String query : new String[] {"q=barge", "q=barje&topic=nothing", "q=barje&to=2020-01-01", "q="}) {
            assertThat(search(query).path("didYouMean").isNull()).as(query).isTrue();
        }
    }

    @Test
    void whatIsFoundIsCountedByTopicAndByYear() {
        HttpResponse<String> answer = newsroom.call("GET", "/search?q=crane", "");

        assertThat(description.faults("GET", "/search", answer)).isEmpty();
        assertThat(OpenApi.tree(answer.body()).path("facets"))
                .isEqualTo(OpenApi.tree(
                        "{\"topics\":[{\"slug\":\"harbour\",\"count\":2}],\"years\":[{\"year\":2026,\"count\":2}]}"));
        assertThat(search("q=nowhere").path("facets")).isEqualTo(OpenApi.tree("{\"topics\":[],\"years\":[]}"));
        assertThat(search("q=crane&cursor=1069547520_17").path("facets").isNull())
                .isTrue();
    }

    @Test
    void topicLanguageAndDaysNarrowIt() {
        assertThat(search("q=crane&topic=harbour").path("total").asInt()).isEqualTo(2);
        assertThat(search("q=crane&topic=nothing").path("total").asInt()).isZero();
        assertThat(search("q=crane&language=de").path("total").asInt()).isZero();
        assertThat(search("language=en").path("total").asInt()).isEqualTo(2);
        assertThat(search("q=crane&from=2026-03-01&to=2026-03-01").path("total").asInt())
                .isEqualTo(2);
        assertThat(search("q=crane&to=2026-02-28").path("total").asInt()).isZero();
        assertThat(search("q=crane&from=2026-03-01T23:00:00Z").path("total").asInt())
                .isZero();
        assertThat(search("q=").path("items")).isEmpty();
        assertThat(search("q=" + encoded("\"* (] ~\" -: /(a+)+/ \u0000"))
                        .path("total")
                        .asInt())
                .isZero();
    }

    @Test
    void fieldsStandInTheQueryTooAndAllThatSayNothingAreNamed() {
        assertThat(search("q=title:painted").path("total").asInt()).isEqualTo(1);
        assertThat(search("q=crane+-title:painted+from:2026").path("total").asInt())
                .isEqualTo(1);
        assertThat(search("q=crane&from=2026-03&to=2026").path("total").asInt()).isEqualTo(2);
        assertThat(search("q=crane+author:nobody").path("total").asInt()).isZero();

        HttpResponse<String> answer = newsroom.call("GET", "/search?q=crane+from:soon+-language:klingon", "");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(description.faults("GET", "/search", answer)).isEmpty();
        assertThat(OpenApi.tree(answer.body()).path("errors"))
                .extracting(fault -> fault.path("code").asText())
                .containsExactly("no-day", "no-language");
    }

    @Test
    void howASearchMayGoOnComesAsDescribed() {
        HttpResponse<String> answer = newsroom.call("GET", "/search/suggestions?q=har", "");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(description.faults("GET", "/search/suggestions", answer)).isEmpty();
        JsonNode topic = OpenApi.tree(answer.body()).path("items").path(0);
        assertThat(topic.path("kind").asText()).isEqualTo("topic");
        assertThat(topic.path("q").asText()).isEqualTo("topic:harbour");
        assertThat(topic.path("url").asText()).isEqualTo(newsroom.baseUrl() + "/topics/harbour");
        assertThat(newsroom.get("/api/v1/search/suggestions?q=har").statusCode())
                .isEqualTo(401);
    }

    @Test
    void whatCannotBeReadIsAProblemAndStrangersGetNothing() {
        for (String query : new String[] {"language=klingon", "from=morgen", "to=2026-13-01", "cursor=x"}) {
            HttpResponse<String> answer = newsroom.call("GET", "/search?q=crane&" + query, "");
            assertThat(answer.statusCode()).as(query).isEqualTo(400);
            assertThat(description.faults("GET", "/search", answer)).isEmpty();
        }
        assertThat(newsroom.get("/api/v1/search?q=crane").statusCode()).isEqualTo(401);
    }

    private static JsonNode search(String query) {
        return OpenApi.tree(newsroom.call("GET", "/search?" + query, "").body());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void publish(String externalId, String headline, String body) {
        String json = """
                {"externalId": "%s", "headline": "%s", "body": "%s", "language": "en", "topics": ["harbour"]}
                """.formatted(externalId, headline, body);
        JsonNode article = OpenApi.tree(newsroom.call("POST", "/articles", json).body());
        newsroom.call("POST", "/articles/" + article.path("id").asText() + "/publication", "{\"alert\": false}");
    }
}
