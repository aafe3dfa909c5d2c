package depesche.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import depesche.account.Role;
import depesche.testing.TestNewsroom;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ApiTest {

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.open();

    private final OpenApi description =
            new OpenApi(newsroom.get("/api/openapi.json").body());

    @BeforeAll
    static void topics() {
        newsroom.call("POST", "/topics", "{\"slug\": \"harbour\", \"labels\": {\"de\": \"Hafen\"}}");
        newsroom.call("POST", "/topics", "{\"labels\": {\"de\": \"Kräne\"}, \"parent\": \"harbour\"}");
    }

    @Test
    void theDescriptionNamesEveryCallAndNothingElse() {
        assertThat(description.document().path("openapi").asText()).startsWith("3.1");
        assertThat(description.document().path("paths").properties()).hasSizeGreaterThan(10);
    }

    @Test
    void anArticleGoesInAndComesOutAsDescribed() {
        HttpResponse<String> created = create("""
                {"headline": "Sturm <b>x</b>", "body": "<p onclick='x()'>Der Sturm.</p><script>x</script>",
                 "kicker": "Hafen", "topics": ["kraene", "harbour"], "urgency": 3, "bylines": ["Tom"],
                 "embargoUntil": "2026-02-01T00:00:00Z", "externalId": "lantern-1"}
                """);

        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        assertThat(description.faults("POST", "/articles", created)).isEmpty();
        JsonNode article = OpenApi.tree(created.body());
        assertThat(article.path("body").asText()).isEqualTo("<p>Der Sturm.</p>");
        assertThat(article.path("topics")).extracting(JsonNode::asText).containsExactly("kraene", "harbour");
        HttpResponse<String> read =
                newsroom.call("GET", "/articles/" + article.path("id").asText(), "");
        assertThat(read.body()).isEqualTo(created.body());
        assertThat(description.faults("GET", "/articles/{id}", read)).isEmpty();
    }

    @Test
    void everyFaultIsToldAtOnceAsAProblem() {
        HttpResponse<String> refused = create("""
                {"headline": 7, "urgency": 12, "language": "xx-klingon", "topics": ["nope"], "summary": "x",
                 "publishAt": "tomorrow", "bylines": "Tom"}
                """);

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(description.faults("POST", "/articles", refused)).isEmpty();
        assertThat(OpenApi.tree(refused.body()).path("errors"))
                .extracting(error -> error.path("field").asText())
                .contains("headline", "body", "urgency", "language", "topics", "summary", "publishAt", "bylines");
    }

    @Test
    void theSameIdempotencyKeyGivesTheFirstAnswerAndAnotherBodyIsRefused() {
        String key = UUID.randomUUID().toString();
        String text = "{\"headline\": \"Einmal\", \"body\": \"<p>a</p>\"}";

        HttpResponse<String> first = newsroom.call("POST", "/articles", text, "Idempotency-Key", key);
        HttpResponse<String> again = newsroom.call("POST", "/articles", text, "Idempotency-Key", key);
        HttpResponse<String> other =
                newsroom.call("POST", "/articles", text.replace("Einmal", "Zweimal"), "Idempotency-Key", key);

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(OpenApi.tree(other.body()).path("type").asText()).isEqualTo("idempotency-key-reused");
    }

    @Test
    void aChangeNeedsTheRevisionSeenAndKeepsWhatIsNotSent() {
        JsonNode article = OpenApi.tree(
                create("{\"headline\": \"Alt\", \"kicker\": \"K\", \"body\": \"<p>a</p>\", \"topics\": [\"harbour\"]}")
                        .body());
        String path = "/articles/" + article.path("id").asText();

        HttpResponse<String> without = newsroom.call("PUT", path, "{\"headline\": \"Neu\"}");
        HttpResponse<String> changed =
                newsroom.call("PUT", path, "{\"headline\": \"Neu\", \"kicker\": null}", "If-Match", "\"1\"");
        HttpResponse<String> late = newsroom.call("PUT", path, "{\"headline\": \"Spät\"}", "If-Match", "\"1\"");

        assertThat(without.statusCode()).isEqualTo(428);
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertThat(description.faults("PUT", "/articles/{id}", changed)).isEmpty();
        assertThat(OpenApi.tree(changed.body()).path("headline").asText()).isEqualTo("Neu");
        assertThat(OpenApi.tree(changed.body()).path("kicker").isNull()).isTrue();
        assertThat(OpenApi.tree(changed.body()).path("body").asText()).isEqualTo("<p>a</p>");
        assertThat(late.statusCode()).isEqualTo(412);
    }

    @Test
    void publishingAnswersTwiceTheSameAndTellsEachFollowerOnce() {
        importReaders("ida", "harbour", "kraene");
        JsonNode article = OpenApi.tree(
                create("{\"headline\": \"Kran\", \"body\": \"<p>a</p>\", \"topics\": [\"kraene\", \"harbour\"]}")
                        .body());
        String path = "/articles/" + article.path("id").asText();
        HttpResponse<String> reach = newsroom.call("GET", path + "/reach", "");
        assertThat(description.faults("GET", "/articles/{id}/reach", reach)).isEmpty();

        HttpResponse<String> first = newsroom.call("POST", path + "/publication", "{\"alert\": true}");
        HttpResponse<String> again = newsroom.call("POST", path + "/publication", "{\"alert\": true}");
        newsroom.settle();

        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(description.faults("POST", "/articles/{id}/publication", first))
                .isEmpty();
        String alert = OpenApi.tree(first.body()).path("alertId").asText();
        JsonNode report = awaitDone(alert);
        assertThat(report.path("accepted").asInt()).isEqualTo(1);
        assertThat(report.path("planned").asInt())
                .isEqualTo(OpenApi.tree(reach.body()).path("readers").asInt());
        HttpResponse<String> deliveries = newsroom.call("GET", "/alerts/" + alert + "/deliveries", "");
        assertThat(description.faults("GET", "/alerts/{id}/deliveries", deliveries))
                .isEmpty();
        assertThat(newsroom.rooms().mail().mailbox().newest(10)).hasSize(1);
    }

    private JsonNode awaitDone(String alert) {
        long end = System.nanoTime() + 20_000_000_000L;
        HttpResponse<String> answer = newsroom.call("GET", "/alerts/" + alert, "");
        while (!OpenApi.tree(answer.body()).path("state").asText().equals("done") && System.nanoTime() < end) {
            answer = newsroom.call("GET", "/alerts/" + alert, "");
            assertThat(description.faults("GET", "/alerts/{id}", answer)).isEmpty();
            assertSumsUp(OpenApi.tree(answer.body()));
        }
        return OpenApi.tree(answer.body());
    }

    private static void assertSumsUp(JsonNode report) {
        int sum = List.of(
                        "waiting",
                        "deferred",
                        "accepted",
                        "refused",
                        "suppressed",
                        "expired",
                        "withdrawn",
                        "uncertain",
                        "inDigest")
                .stream()
                .mapToInt(end -> report.path(end).asInt())
                .sum();
        assertThat(sum).isEqualTo(report.path("planned").asInt());
    }

    @Test
    void anIncompleteArticleIsNotPublished() {
        String id = OpenApi.tree(create("{\"headline\": \"Ohne\", \"body\": \"<p>a</p>\"}")
                        .body())
                .path("id")
                .asText();

        HttpResponse<String> refused = newsroom.call("POST", "/articles/" + id + "/publication", "{\"alert\": false}");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(OpenApi.tree(refused.body()).path("type").asText()).isEqualTo("article-incomplete");
    }

    @Test
    void whoHasNoTokenOrTooFewRightsIsTurnedAway() {
        HttpResponse<String> nobody = newsroom.get("/api/v1/articles");
        HttpResponse<String> reporter = newsroom.post(
                "/api/v1/topics",
                "{\"labels\": {\"de\": \"Neu\"}}",
                "Authorization",
                "Bearer " + newsroom.token(Role.REPORTER));

        assertThat(nobody.statusCode()).isEqualTo(401);
        assertThat(reporter.statusCode()).isEqualTo(403);
        assertThat(description.faults("POST", "/topics", reporter)).isEmpty();
    }

    @Test
    void aReporterSetsNoTimeForPublication() {
        HttpResponse<String> refused = newsroom.post(
                "/api/v1/articles",
                "{\"headline\": \"Später\", \"body\": \"<p>a</p>\", \"publishAt\": \"2026-03-02T08:00:00Z\"}",
                "Authorization",
                "Bearer " + newsroom.token(Role.REPORTER));

        assertThat(refused.statusCode()).isEqualTo(403);
    }

    @Test
    void whatIsNotJsonOrTooLargeIsRefusedPlainly() {
        assertThat(create("nonsense").statusCode()).isEqualTo(400);
        assertThat(create("[]").statusCode()).isEqualTo(400);
        assertThat(create("{\"headline\": " + "[".repeat(5000)).statusCode()).isEqualTo(400);
        assertThat(create("{\"headline\": \"a\", \"headline\": \"b\"}").statusCode())
                .isEqualTo(400);
        assertThat(create("{\"headline\": \"" + "x".repeat(9_000_000) + "\"}").statusCode())
                .isEqualTo(413);
        assertThat(newsroom.call("GET", "/nothing", "").statusCode()).isEqualTo(404);
    }

    @Test
    void listsGoPageByPage() {
        for (int number = 0; number < 60; number++) {
            create("{\"headline\": \"Liste " + number + "\", \"body\": \"<p>a</p>\"}");
        }

        HttpResponse<String> first = newsroom.call("GET", "/articles?state=draft&q=Liste", "");
        String cursor = OpenApi.tree(first.body()).path("next").asText();
        HttpResponse<String> second = newsroom.call("GET", "/articles?state=draft&q=Liste&cursor=" + cursor, "");

        assertThat(description.faults("GET", "/articles", first)).isEmpty();
        assertThat(OpenApi.tree(first.body()).path("items")).hasSize(50);
        assertThat(OpenApi.tree(second.body()).path("items")).hasSize(10);
        assertThat(OpenApi.tree(second.body()).path("next").isNull()).isTrue();
    }

    @Test
    void aDraftIsSpikedAndWhatReadersHaveSeenIsNot() {
        newsroom.call("POST", "/topics", "{\"slug\": \"nebel\", \"labels\": {\"de\": \"Nebel\"}}");
        String text = "\"body\": \"<p>a</p>\", \"topics\": [\"nebel\"]";
        String draft = idOf(create("{\"headline\": \"Fallen gelassen\", " + text + "}"));
        String shown = idOf(create("{\"headline\": \"Gesehen\", " + text + "}"));
        String planned =
                idOf(create("{\"headline\": \"Geplant\", \"publishAt\": \"2099-01-01T00:00:00Z\", " + text + "}"));
        newsroom.call("POST", "/articles/" + shown + "/publication", "{\"alert\": false}");

        HttpResponse<String> spiked = newsroom.call("DELETE", "/articles/" + draft, "");
        HttpResponse<String> again = newsroom.call("DELETE", "/articles/" + draft, "");
        HttpResponse<String> refused = newsroom.call("DELETE", "/articles/" + shown, "");
        HttpResponse<String> byTom = as(Role.REPORTER, "DELETE", "/articles/" + planned);

        assertThat(List.of(spiked.statusCode(), again.statusCode())).containsOnly(204);
        assertThat(stateOf(draft)).isEqualTo("spiked");
        assertThat(newsroom.call("POST", "/articles/" + draft + "/publication", "{\"alert\": false}")
                        .statusCode())
                .isEqualTo(409);
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(OpenApi.tree(refused.body()).path("type").asText()).endsWith("wrong-state");
        assertThat(description.faults("DELETE", "/articles/{id}", refused)).isEmpty();
        assertThat(stateOf(shown)).isEqualTo("published");
        assertThat(byTom.statusCode()).isEqualTo(403);
        assertThat(stateOf(planned)).isEqualTo("scheduled");
        assertThat(newsroom.call("DELETE", "/articles/99999999", "").statusCode())
                .isEqualTo(404);
    }

    private static HttpResponse<String> as(Role role, String method, String path) {
        return newsroom.send(HttpRequest.newBuilder(newsroom.baseUrl().resolve("/api/v1" + path))
                .header("Authorization", "Bearer " + newsroom.token(role))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build());
    }

    private static String idOf(HttpResponse<String> created) {
        return OpenApi.tree(created.body()).path("id").asText();
    }

    private static String stateOf(String article) {
        return OpenApi.tree(newsroom.call("GET", "/articles/" + article, "").body())
                .path("state")
                .asText();
    }

    @Test
    void aListIsNarrowedByEachFilterAndByAllOfThem() {
        newsroom.call("POST", "/topics", "{\"slug\": \"leuchtfeuer\", \"labels\": {\"de\": \"Leuchtfeuer\"}}");
        String lit = "\"body\": \"<p>a</p>\", \"topics\": [\"leuchtfeuer\"]}";
        create("{\"headline\": \"Feuer I\", \"externalId\": \"urn:feuer\", " + lit);
        create("{\"headline\": \"Feuer II\", \"embargoUntil\": \"2099-01-01T00:00:00Z\", " + lit);
        create("{\"headline\": \"Feuer III\", \"body\": \"<p>a</p>\"}");

        assertThat(headlines("q=feuer")).containsExactly("Feuer III", "Feuer II", "Feuer I");
        assertThat(headlines("q=urn:feuer")).containsExactly("Feuer I");
        assertThat(headlines("topic=leuchtfeuer")).containsExactly("Feuer II", "Feuer I");
        assertThat(headlines("topic=leuchtfeuer&state=draft")).containsExactly("Feuer I");
        assertThat(headlines("topic=leuchtfeuer&state=embargoed&q=II")).containsExactly("Feuer II");
        assertThat(headlines("topic=leuchtfeuer&state=draft&q=II")).isEmpty();
        assertThat(headlines("topic=no-such-topic")).isEmpty();
        assertThat(headlines("q=feuer%00&topic=leuchtfeuer%00")).containsExactly("Feuer II", "Feuer I");
    }

    private List<String> headlines(String query) {
        HttpResponse<String> answer = newsroom.call("GET", "/articles?" + query, "");
        assertThat(description.faults("GET", "/articles", answer)).isEmpty();
        return OpenApi.tree(answer.body()).path("items").findValuesAsText("headline");
    }

    private static HttpResponse<String> create(String json) {
        return newsroom.call("POST", "/articles", json);
    }

    private static void importReaders(String name, String... topics) {
        String follows = java.util.Arrays.stream(topics)
                .map(topic -> "{\"topic\": \"" + topic + "\", \"cadence\": \"instant\"}")
                .collect(java.util.stream.Collectors.joining(","));
        HttpResponse<String> imported = newsroom.call(
                "POST",
                "/readers/import",
                """
                {"email": "%s@reader.example", "follows": [%s], "consent": {"at": "2026-01-01T00:00:00Z", "source": "form"}}
                """.formatted(name, follows).strip(),
                "Content-Type",
                "application/x-ndjson");
        assertThat(OpenApi.tree(imported.body()).path("created").asInt())
                .as(imported.body())
                .isEqualTo(1);
    }
}
