package depesche.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import depesche.testing.TestNewsroom;
import depesche.testing.Waiting;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What becomes of an alert for each reader, and how an import tells which lines it refused.
class DeliveriesApiTest {

    private static final int GRACE_SECONDS = 600;

    @RegisterExtension
    static final TestNewsroom newsroom =
            TestNewsroom.with(Map.of("DEPESCHE_ALERT_GRACE", Integer.toString(GRACE_SECONDS)));

    private final OpenApi description =
            new OpenApi(newsroom.get("/api/openapi.json").body());

    @Test
    void aDeliveryNamesTheRevisionThatItWouldCarryAndThenTheOneItCarried() {
        newsroom.call("POST", "/topics", "{\"slug\": \"harbour\", \"labels\": {\"de\": \"Hafen\"}}");
        newsroom.call("POST", "/readers/import", """
                {"email": "ida@reader.example", "follows": [{"topic": "harbour", "cadence": "instant"}], \
                "consent": {"at": "2026-01-01T00:00:00Z", "source": "form"}}
                """);
        String article = "/articles/"
                + OpenApi.tree(newsroom.call(
                                        "POST",
                                        "/articles",
                                        "{\"headline\": \"Sturm\", \"body\": \"<p>Zu.</p>\", \"topics\": [\"harbour\"]}")
                                .body())
                        .path("id")
                        .asText();
        String alert = OpenApi.tree(newsroom.call("POST", article + "/publication", "{\"alert\": true}")
                        .body())
                .path("alertId")
                .asText();
        newsroom.settle();

        JsonNode waiting = delivery(alert);
        edit(article, 1);
        JsonNode edited = delivery(alert);
        newsroom.clock().advance(Duration.ofSeconds(GRACE_SECONDS + 1));
        newsroom.settle();
        Waiting.until(
                "it is carried", () -> delivery(alert).path("end").asText().equals("accepted"));
        edit(article, 2);
        JsonNode carried = delivery(alert);

        assertThat(waiting.path("end").asText()).isEqualTo("waiting");
        assertThat(waiting.path("revision").asInt()).isEqualTo(1);
        assertThat(edited.path("revision").asInt()).isEqualTo(2);
        assertThat(carried.path("revision").asInt()).isEqualTo(2);
        assertThat(carried.at("/attempts/0/revision").asInt()).isEqualTo(2);
    }

    private static void edit(String article, int seen) {
        HttpResponse<String> edited =
                newsroom.call("PUT", article, "{\"kicker\": \"Nach " + seen + "\"}", "If-Match", "\"" + seen + "\"");
        assertThat(edited.statusCode()).as(edited.body()).isEqualTo(200);
    }

    private JsonNode delivery(String alert) {
        HttpResponse<String> answer = newsroom.call("GET", "/alerts/" + alert + "/deliveries", "");
        assertThat(description.faults("GET", "/alerts/{id}/deliveries", answer)).isEmpty();
        JsonNode items = OpenApi.tree(answer.body()).path("items");
        assertThat(items).hasSize(1);
        return items.get(0);
    }

    @Test
    void anImportNamesAThousandRefusedLinesAndCountsAll() {
        String wrong = IntStream.range(0, 1200)
                .mapToObj(number -> "{\"email\": \"nobody" + number + "\"}\n")
                .collect(Collectors.joining());

        HttpResponse<String> answer = newsroom.call("POST", "/readers/import", wrong);

        assertThat(description.faults("POST", "/readers/import", answer)).isEmpty();
        JsonNode report = OpenApi.tree(answer.body());
        assertThat(report.path("refused")).hasSize(1000);
        assertThat(report.at("/refused/999/line").asInt()).isEqualTo(1000);
        assertThat(report.path("refusedCount").asInt()).isEqualTo(1200);
    }
}
