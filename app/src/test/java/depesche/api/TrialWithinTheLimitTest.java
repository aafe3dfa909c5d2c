package depesche.api;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.account.Role;
import depesche.mail.Handover.Step;
import depesche.testing.SmtpSink;
import depesche.testing.SmtpSink.Reaction;
import depesche.testing.TestNewsroom;
import depesche.testing.Waiting;
import java.net.http.HttpResponse;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A newsroom that may have one connection to its mail server has one, also while somebody tries a mail or follows in
/// the middle of an alert.
class TrialWithinTheLimitTest {

    private static final SmtpSink SINK = SmtpSink.start();
    private static final int READERS = 300;
    private static final String TO_ADA = "{\"to\": [\"ada@lantern.example\"]}";

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.sendingTo(SINK.port(), 1);

    private final OpenApi description =
            new OpenApi(newsroom.get("/api/openapi.json").body());

    @BeforeAll
    static void people() {
        newsroom.rooms().paper().staff().add("ada@lantern.example", "Ada", Role.EDITOR);
        newsroom.call("POST", "/topics", "{\"slug\": \"harbour\", \"labels\": {\"de\": \"Hafen\"}}");
        newsroom.call(
                "POST",
                "/readers/import",
                IntStream.range(0, READERS).mapToObj("""
                                {"email": "r%d@reader.example", "follows": [{"topic": "harbour", "cadence": "instant"}], "consent": {"at": "2026-01-01T00:00:00Z", "source": "form"}}
                                """::formatted).collect(Collectors.joining()));
    }

    @AfterEach
    void behave() {
        SINK.behave();
    }

    @AfterAll
    static void stop() {
        SINK.close();
    }

    @Test
    void aTrialAndAConfirmationGoInTheMiddleOfAnAlertOverTheOneConnection() {
        String trial = article();
        int before = SINK.received().size();
        published(article());
        newsroom.settle();
        Waiting.until("the alert is on its way", () -> SINK.received().size() > before + 5);

        HttpResponse<String> tried = newsroom.call("POST", trial + "/trial", TO_ADA);
        newsroom.post(
                "/follow",
                "email=kim%40reader.example&topic=harbour",
                "Content-Type",
                "application/x-www-form-urlencoded");
        newsroom.settle();

        assertThat(OpenApi.tree(tried.body()).at("/items/0/end").asText())
                .as(tried.body())
                .isEqualTo("accepted");
        Waiting.until("all are told", () -> SINK.received().size() == before + READERS + 2);
        assertThat(SINK.receivedBy("kim@reader.example")).hasSize(1);
        assertThat(SINK.mostOpenAtOnce()).isEqualTo(1);
    }

    @Test
    void whereTheConnectionIsNotGivenUpInTimeItIsSaidAndNothingIsSent() {
        String trial = article();
        var answer = new CountDownLatch(1);
        SINK.react(Step.DOT, "*", 1, new Reaction.Wait(answer));
        int before = SINK.receivedBy("ada@lantern.example").size();
        int mails = SINK.received().size();
        long begun = begun();
        published(article());
        newsroom.settle();
        Waiting.until("one is under way", () -> begun() > begun);

        HttpResponse<String> busy = newsroom.call("POST", trial + "/trial", TO_ADA);
        answer.countDown();

        assertThat(busy.statusCode()).as(busy.body()).isEqualTo(503);
        assertThat(description.faults("POST", "/articles/{id}/trial", busy)).isEmpty();
        assertThat(OpenApi.tree(busy.body()).path("type").asText()).endsWith("mail-busy");
        assertThat(busy.headers().firstValue("Retry-After")).hasValue("10");
        Waiting.until("all are told", () -> SINK.received().size() == mails + READERS);
        assertThat(SINK.receivedBy("ada@lantern.example")).hasSize(before);
        assertThat(SINK.mostOpenAtOnce()).isEqualTo(1);
    }

    private static long begun() {
        return SINK.talk().stream()
                .filter(command -> command.startsWith("RCPT"))
                .count();
    }

    private static void published(String article) {
        assertThat(newsroom.call("POST", article + "/publication", "{\"alert\": true}")
                        .statusCode())
                .isEqualTo(200);
    }

    private static String article() {
        return "/articles/"
                + OpenApi.tree(newsroom.call(
                                        "POST",
                                        "/articles",
                                        "{\"headline\": \"Sturm\", \"body\": \"<p>Zu.</p>\", \"topics\": [\"harbour\"]}")
                                .body())
                        .path("id")
                        .asText();
    }
}
