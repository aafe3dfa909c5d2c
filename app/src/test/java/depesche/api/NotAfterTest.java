package depesche.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import depesche.testing.TestNewsroom;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Until when an alert is worth carrying, as it is asked for over the API.
class NotAfterTest {

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.open();

    private final OpenApi description =
            new OpenApi(newsroom.get("/api/openapi.json").body());

    @BeforeAll
    static void topics() {
        newsroom.call("POST", "/topics", "{\"slug\": \"harbour\", \"labels\": {\"de\": \"Hafen\"}}");
    }

    @Test
    void whatWasAskedStandsInTheAlert() {
        Instant now = newsroom.clock().instant();
        String path = article();
        String other = article();

        JsonNode published = sent(path + "/publication", "{\"alert\": true, \"notAfterMinutes\": 45}");
        JsonNode updated = sent(path + "/update", "{\"note\": \"Neu.\", \"notAfter\": \"2026-03-01T12:00:00+01:00\"}");
        JsonNode corrected = sent(path + "/correction", "{\"note\": \"Richtig.\", \"notAfterMinutes\": 600}");
        JsonNode usual = sent(other + "/publication", "{\"alert\": true, \"notAfter\": null}");

        assertThat(notAfter(published)).isEqualTo(now.plus(Duration.ofMinutes(45)));
        assertThat(notAfter(updated)).isEqualTo(Instant.parse("2026-03-01T11:00:00Z"));
        assertThat(notAfter(corrected)).isEqualTo(now.plus(Duration.ofHours(10)));
        assertThat(notAfter(usual)).isEqualTo(now.plus(Duration.ofHours(6)));
    }

    @ParameterizedTest
    @CsvSource({
        "'\"notAfter\": \"2026-03-01T08:00:00Z\"', notAfter, too-early",
        "'\"notAfter\": \"2026-03-08T08:00:01Z\"', notAfter, too-late",
        "'\"notAfter\": \"2026-03-01\"', notAfter, not-a-time",
        "'\"notAfterMinutes\": 0', notAfterMinutes, out-of-range",
        "'\"notAfterMinutes\": 10081', notAfterMinutes, out-of-range",
        "'\"notAfterMinutes\": 1.5', notAfterMinutes, not-an-integer",
        "'\"notAfterMinutes\": 5, \"notAfter\": \"2026-03-01T09:00:00Z\"', notAfterMinutes, twice",
    })
    void whatCannotBeIsRefusedAndNothingIsPublished(String asked, String field, String code) {
        String path = article();

        HttpResponse<String> refused = newsroom.call("POST", path + "/publication", "{\"alert\": true, " + asked + "}");

        assertThat(refused.statusCode()).isEqualTo(422);
        JsonNode fault = OpenApi.tree(refused.body()).at("/errors/0");
        assertThat(fault.path("field").asText()).isEqualTo(field);
        assertThat(fault.path("code").asText()).isEqualTo(code);
        assertThat(OpenApi.tree(newsroom.call("GET", path, "").body())
                        .path("state")
                        .asText())
                .isEqualTo("draft");
    }

    @Test
    void aWithdrawalHasNoDeadlineToChoose() {
        String path = article();
        sent(path + "/publication", "{\"alert\": true}");

        HttpResponse<String> refused =
                newsroom.call("POST", path + "/kill", "{\"reason\": \"erfunden\", \"notAfterMinutes\": 5}");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(OpenApi.tree(refused.body()).at("/errors/0/code").asText()).isEqualTo("unknown-field");
    }

    private Instant notAfter(JsonNode answer) {
        HttpResponse<String> alert =
                newsroom.call("GET", "/alerts/" + answer.path("alertId").asText(), "");
        assertThat(description.faults("GET", "/alerts/{id}", alert)).isEmpty();
        return Instant.parse(OpenApi.tree(alert.body()).path("notAfter").asText());
    }

    private static JsonNode sent(String path, String body) {
        HttpResponse<String> answer = newsroom.call("POST", path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return OpenApi.tree(answer.body());
    }

    private static String article() {
        return "/articles/"
                + OpenApi.tree(newsroom.call(
                                        "POST",
                                        "/articles",
                                        "{\"headline\": \"Sturm\", \"body\": \"<p>a</p>\", \"topics\": [\"harbour\"]}")
                                .body())
                        .path("id")
                        .asText();
    }
}
