package depesche.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import depesche.mail.message.DkimVerifier;
import depesche.testing.SmtpSink;
import depesche.testing.SmtpSink.Received;
import depesche.testing.TestNewsroom;
import depesche.testing.Waiting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Mails as they came to a mail server, in the hands of programs that know nothing of us: verifiers of signatures, and
/// a mailbox provider that ends a subscription with what stands in the header.
class ReceivedMailTest {

    private static final SmtpSink SINK = SmtpSink.start();
    private static final Pattern LINK = Pattern.compile("<(https?://[^>]+)>");
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String PARTS =
            "--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--b--\r\n";

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.sendingTo(SINK.port());

    @AfterAll
    static void stop() {
        SINK.close();
    }

    @Test
    void eachKindOfMailIsSignedAsItArrives() {
        topic("harbour");
        readers("harbour", "instant", "ida");
        readers("harbour", "daily", "dora");
        String first = published("Sturm im Hafen: Kräne stehen still", "harbour");
        Received alert = received("ida", 1);
        amended(first, "correction", "{\"note\": \"Es waren zwei Kräne.\", \"body\": \"<p>Zwei Kräne.</p>\"}");
        Received correction = received("ida", 2);
        Instant tomorrow = Instant.parse("2026-03-02T06:10:00Z");
        newsroom.clock().advance(Duration.between(newsroom.clock().instant(), tomorrow));
        newsroom.settle();
        Received digest = received("dora", 1);
        amended(first, "kill", "{\"reason\": \"Alles erfunden.\"}");
        Received withdrawal = received("ida", 3);

        assertThat(List.of(alert, correction, digest, withdrawal))
                .extracting(mail -> mail.header("X-Depesche-Kind"))
                .containsExactly("new", "correction", "digest", "withdrawal");
        assertThat(correction.header("References")).isEqualTo(alert.header("Message-ID"));
        try (var one = DkimVerifier.of(newsroom.rooms().mail().dkims().getFirst());
                var other =
                        DkimVerifier.secondOf(newsroom.rooms().mail().dkims().getFirst())) {
            assertThat(List.of(alert, correction, digest, withdrawal)).allSatisfy(mail -> {
                byte[] bytes = mail.message().getBytes(StandardCharsets.UTF_8);
                assertThat(one.verify(bytes)).as(mail.message()).isEqualTo("good");
                assertThat(other.verify(bytes)).as(mail.message()).isEqualTo("good");
            });
        }
    }

    @Test
    void whoEndsItByTheHeaderInEitherFormDoesNotGetTheNextArticle() {
        topic("weather");
        readers("weather", "instant", "emil", "jo", "kim");
        published("Nebel", "weather");
        URI emil = link(received("emil", 1));
        URI jo = link(received("jo", 1));

        ended(emil, "List-Unsubscribe=One-Click", FORM);
        ended(emil, PARTS, "multipart/form-data; boundary=b");
        ended(jo, PARTS, "multipart/form-data; boundary=b");
        ended(jo, "List-Unsubscribe=One-Click", FORM);
        published("Noch mehr Nebel", "weather");

        received("kim", 2);
        assertThat(SINK.receivedBy("emil@reader.example")).hasSize(1);
        assertThat(SINK.receivedBy("jo@reader.example")).hasSize(1);
    }

    /// As a mailbox provider does it: no cookie, no redirect followed.
    private static void ended(URI link, String body, String type) {
        HttpResponse<String> answer = newsroom.post(link.getRawPath(), body, "Content-Type", type);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }

    private static URI link(Received mail) {
        assertThat(mail.header("List-Unsubscribe-Post")).isEqualTo("List-Unsubscribe=One-Click");
        Matcher link = LINK.matcher(mail.header("List-Unsubscribe"));
        assertThat(link.find()).isTrue();
        return URI.create(link.group(1));
    }

    private static Received received(String name, int number) {
        Waiting.until("mail " + number + " to " + name, () -> {
            newsroom.settle();
            return SINK.receivedBy(name + "@reader.example").size() >= number;
        });
        List<Received> mails = SINK.receivedBy(name + "@reader.example");
        assertThat(mails).hasSize(number);
        return mails.getLast();
    }

    private static void topic(String slug) {
        newsroom.call("POST", "/topics", "{\"slug\": \"%s\", \"labels\": {\"de\": \"Thema\"}}".formatted(slug));
    }

    private static void readers(String topic, String cadence, String... names) {
        var lines = new StringBuilder();
        for (String name : names) {
            lines.append("""
                    {"email": "%s@reader.example", "follows": [{"topic": "%s", "cadence": "%s"}], "consent": {"at": "2026-01-01T00:00:00Z", "source": "form"}}
                    """.formatted(name, topic, cadence));
        }
        newsroom.call("POST", "/readers/import", lines.toString());
    }

    private static String published(String headline, String topic) {
        HttpResponse<String> made = newsroom.call(
                "POST",
                "/articles",
                "{\"headline\": \"%s\", \"body\": \"<p>Zu.</p>\", \"topics\": [\"%s\"]}".formatted(headline, topic));
        String path = "/articles/" + tree(made).path("id").asText();
        assertThat(newsroom.call("POST", path + "/publication", "{\"alert\": true}")
                        .statusCode())
                .isEqualTo(200);
        newsroom.settle();
        return path;
    }

    private static void amended(String path, String kind, String json) {
        HttpResponse<String> answer = newsroom.call("POST", path + "/" + kind, json);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        newsroom.settle();
    }

    private static JsonNode tree(HttpResponse<String> answer) {
        try {
            return new ObjectMapper().readTree(answer.body());
        } catch (IOException broken) {
            throw new AssertionError(answer.body(), broken);
        }
    }
}
