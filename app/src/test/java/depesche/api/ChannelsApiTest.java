package depesche.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import depesche.account.ReaderId;
import depesche.account.Role;
import depesche.testing.TestNewsroom;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ChannelsApiTest {

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.open();

    private static final String KEYS = """
            "keys": {"p256dh": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
                     "auth": "BTBZMqHH6r4Tts7J_aSIgg"}
            """;

    private final OpenApi description =
            new OpenApi(newsroom.get("/api/openapi.json").body());

    @BeforeEach
    void idaFollowsTheHarbour() {
        newsroom.call("POST", "/topics", "{\"slug\": \"harbour\", \"labels\": {\"de\": \"Hafen\"}}");
        newsroom.call("POST", "/readers/import", """
                {"email": "ida@reader.example", "follows": [{"topic": "harbour", "cadence": "instant"}], "consent": {"at": "2026-01-01T00:00:00Z", "source": "test"}}
                """);
    }

    @Test
    void aBrowserIsSwitchedOnOnceAndOff() {
        String body = "{\"endpoint\": \"https://push.example/abc\", \"expirationTime\": null, " + KEYS
                + ", \"email\": \"ida@reader.example\"}";

        HttpResponse<String> first = newsroom.call("POST", "/push-subscriptions", body);
        HttpResponse<String> again = newsroom.call("POST", "/push-subscriptions", body);

        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        assertThat(description.faults("POST", "/push-subscriptions", first)).isEmpty();
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        String id = OpenApi.tree(first.body()).path("id").asText();
        assertThat(newsroom.call("DELETE", "/push-subscriptions/" + id, "").statusCode())
                .isEqualTo(204);
        assertThat(newsroom.call("DELETE", "/push-subscriptions/" + id, "").statusCode())
                .isEqualTo(404);
    }

    @Test
    void aReadersOwnTokenNamesThem() {
        String id = OpenApi.tree(newsroom.call("GET", "/readers?email=ida@reader.example", "")
                        .body())
                .path("items")
                .path(0)
                .path("id")
                .asText();
        String token = newsroom.rooms().ground().links().me(new ReaderId(Integer.parseInt(id)));

        HttpResponse<String> made = newsroom.call(
                "POST",
                "/push-subscriptions",
                "{\"endpoint\": \"https://push.example/token\", " + KEYS + ", \"token\": \"" + token + "\"}");

        assertThat(OpenApi.tree(made.body()).path("readerId").asText()).isEqualTo(id);
    }

    @Test
    void everyFaultOfASubscriptionIsToldAtOnce() {
        HttpResponse<String> refused = newsroom.call("POST", "/push-subscriptions", """
                {"endpoint": "http://push.example/abc", "keys": {"p256dh": "AAAA", "auth": 7}, "readerId": "4711",
                 "email": "nobody@reader.example", "color": "red"}
                """);

        assertThat(refused.statusCode()).isEqualTo(422);
        JsonNode problem = OpenApi.tree(refused.body());
        assertThat(problem.path("type").asText()).contains("push-subscription-invalid");
        assertThat(problem.path("errors"))
                .extracting(it -> it.path("field").asText())
                .containsExactlyInAnyOrder("endpoint", "keys.p256dh", "keys.auth", "readerId", "color");
    }

    @Test
    void anAddressInsideOurNetworkIsRefused() {
        for (String host : new String[] {"127.0.0.1", "localhost", "[::1]", "10.1.2.3", "169.254.169.254"}) {
            HttpResponse<String> refused = newsroom.call(
                    "POST",
                    "/webhooks",
                    "{\"endpoint\": \"https://" + host + "/x\", \"email\": \"ida@reader.example\"}");

            assertThat(refused.statusCode()).as(host).isEqualTo(422);
            assertThat(refused.body()).contains("private-address");
        }
    }

    @Test
    void aPartnerFollowsTopicsByAWebhookAndGetsNoMail() {
        HttpResponse<String> made = newsroom.call("POST", "/webhooks", """
                {"endpoint": "https://partner.example/hook", "email": "desk@partner.example", "topics": ["harbour"]}
                """);

        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        assertThat(description.faults("POST", "/webhooks", made)).isEmpty();
        assertThat(OpenApi.tree(made.body()).path("secret").asText()).startsWith("whsec_");
        HttpResponse<String> list = newsroom.call("GET", "/webhooks", "");
        assertThat(description.faults("GET", "/webhooks", list)).isEmpty();
        assertThat(list.body()).contains("https://partner.example/hook").doesNotContain("whsec_");
        JsonNode reach = reach();
        assertThat(reach.path("webhook").asInt()).isEqualTo(1);
        assertThat(reach.path("push").asInt()).isLessThanOrEqualTo(1);
    }

    @Test
    void aSecretIsRotatedAndAWebhookEnded() {
        String id = OpenApi.tree(newsroom.call("POST", "/webhooks", """
                {"endpoint": "https://rotating.example/hook", "email": "ida@reader.example"}
                """).body())
                .path("id")
                .asText();

        HttpResponse<String> rotated = newsroom.call("POST", "/webhooks/" + id + "/secret", "");

        assertThat(description.faults("POST", "/webhooks/{id}/secret", rotated)).isEmpty();
        assertThat(newsroom.call("DELETE", "/webhooks/" + id, "").statusCode()).isEqualTo(204);
        assertThat(newsroom.call("POST", "/webhooks/" + id + "/secret", "").statusCode())
                .isEqualTo(404);
    }

    @Test
    void onlyAnAdminMaySayWhereAReaderIsTold() {
        String editor = newsroom.token(Role.EDITOR);

        for (String path : new String[] {"/api/v1/webhooks", "/api/v1/push-subscriptions"}) {
            assertThat(newsroom.post(path, "{}", "Authorization", "Bearer " + editor)
                            .statusCode())
                    .isEqualTo(403);
        }
        assertThat(newsroom.get(
                                "/api/v1/push-subscriptions/key",
                                "Authorization",
                                "Bearer " + newsroom.token(Role.REPORTER))
                        .body())
                .matches("\\{\"publicKey\":\"[\\w-]{87}\"}");
    }

    private static JsonNode reach() {
        String article = OpenApi.tree(newsroom.call("POST", "/articles", """
                {"headline": "Sturm", "body": "<p>Wind.</p>", "topics": ["harbour"]}
                """).body())
                .path("id")
                .asText();
        return OpenApi.tree(
                newsroom.call("GET", "/articles/" + article + "/reach", "").body());
    }
}
