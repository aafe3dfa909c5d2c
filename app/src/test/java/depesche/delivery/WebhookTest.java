package depesche.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import depesche.account.ReaderId;
import depesche.alert.AlertId;
import depesche.channel.WebhookSecret;
import depesche.channel.Webhooks;
import depesche.testing.TestDatabase;
import depesche.testing.Waiting;
import depesche.testing.WebSink;
import depesche.testing.WebSink.Answer;
import depesche.testing.WebSink.Received;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WebhookTest {

    @RegisterExtension
    static final TestDatabase db = TestDatabase.fresh();

    private final Lantern lantern = Lantern.open(db);
    private final WebSink sink = WebSink.open();
    private final Pushing pushing = new Pushing(lantern, sink);

    @BeforeEach
    void nothingWaits() {
        db.database().change(tx -> tx.execute("truncate slice_lease, outcome cascade"));
    }

    @AfterEach
    void close() {
        pushing.close();
        lantern.close();
        sink.close();
    }

    @Test
    void aPartnerGetsASignedPost() throws GeneralSecurityException {
        lantern.topic("signed", "Hafen", "Harbour", "");
        var made = pushing.webhook(lantern.reader("partner@partner.example", "de", "signed"), "/hook");
        pushing.webhooks(2);

        AlertId alert = lantern.publish("Sturm", "signed");
        awaitEnd(alert, "accepted");

        Received post = sink.received("/hook").getFirst();
        assertThat(new String(post.body(), UTF_8))
                .contains("\"type\":\"article.new\"")
                .contains("\"headline\":\"Sturm\"")
                .contains("\"topics\":[\"signed\"]");
        assertThat(post.headers().get("webhook-id")).isEqualTo("alert_" + alert + "_" + made.id());
        assertThat(post.headers().get("webhook-signature")).isEqualTo(signature(post, made.secret()));
    }

    @Test
    void forADayAfterARotationBothSecretsSign() throws GeneralSecurityException {
        lantern.topic("rotated", "Neu", "New", "");
        var made = pushing.webhook(lantern.reader("partner2@partner.example", "de", "rotated"), "/rotated");
        var secret = db.database()
                .write(tx -> new Webhooks(lantern.clock()).rotate(tx, made.id()))
                .orElseThrow();
        pushing.webhooks(2);

        awaitEnd(lantern.publish("Eins", "rotated"), "accepted");
        lantern.clock().advance(Duration.ofHours(25));
        awaitEnd(lantern.publish("Zwei", "rotated"), "accepted");

        List<Received> posts = sink.received("/rotated");
        assertThat(posts.getFirst().headers().get("webhook-signature"))
                .isEqualTo(signature(posts.getFirst(), secret) + " " + signature(posts.getFirst(), made.secret()));
        assertThat(posts.getLast().headers().get("webhook-signature")).isEqualTo(signature(posts.getLast(), secret));
    }

    @Test
    void whatFailsIsTriedAgainWithTheSameIdAndARedirectIsNotFollowed() {
        lantern.topic("again", "Wieder", "Again", "");
        pushing.webhook(lantern.reader("partner3@partner.example", "de", "again"), "/again");
        sink.answering("/again", attempt -> switch (attempt) {
            case 1 -> Answer.of(500);
            case 2 -> new Answer(302, Map.of("Location", sink.url("/elsewhere")));
            default -> Answer.of(204);
        });
        var posting = pushing.webhooks(2);

        AlertId alert = lantern.publish("Noch einmal", "again");
        for (int attempts = 1; attempts < 3; attempts++) {
            int soFar = attempts;
            Waiting.until("attempt " + soFar, () -> attempts(alert) == soFar);
            lantern.clock().advance(Duration.ofMinutes(10));
            posting.wake();
        }
        awaitEnd(alert, "accepted");

        assertThat(sink.received("/again")).hasSize(3);
        assertThat(sink.received("/again"))
                .extracting(it -> it.headers().get("webhook-id"))
                .containsOnly(sink.received("/again").getFirst().headers().get("webhook-id"));
        assertThat(sink.received("/elsewhere")).isEmpty();
    }

    @Test
    void anEndpointThatSays410IsEnded() {
        lantern.topic("ended", "Ende", "End", "");
        var made = pushing.webhook(lantern.reader("partner4@partner.example", "de", "ended"), "/ended");
        sink.answering("/ended", _ -> Answer.of(410));
        pushing.webhooks(2);

        awaitEnd(lantern.publish("Letztes", "ended"), "refused");
        Waiting.until("it is ended", () -> listed(made.id()).disabledAt().isPresent());

        assertThat(listed(made.id()).disabledWhy()).hasValue("it answered 410");
        assertThat(lantern.deliveries(lantern.publish("Danach", "ended")))
                .extracting(Deliveries.Item::channel)
                .containsExactly("email");
    }

    @Test
    void anEndpointThatTakesNothingForDaysIsEndedAndOneThatRecoversIsNot() {
        lantern.topic("days", "Tage", "Days", "");
        ReaderId partner = lantern.reader("partner5@partner.example", "de", "days");
        var dead = pushing.webhook(partner, "/dead");
        var alive = pushing.webhook(lantern.reader("partner6@partner.example", "de", "days"), "/alive");
        sink.answering("/dead", _ -> Answer.of(500));
        sink.answering("/alive", attempt -> Answer.of(attempt == 1 ? 500 : 200));
        pushing.webhooks(2);

        for (int day = 0; day < 5; day++) {
            AlertId alert = lantern.publish("Tag " + day, "days");
            Waiting.until("both are tried", () -> areAllTried(alert));
            lantern.clock().advance(Duration.ofDays(1));
        }

        Waiting.until("it is ended", () -> listed(dead.id()).disabledAt().isPresent());
        assertThat(listed(dead.id()).disabledWhy().orElseThrow()).startsWith("it has taken nothing since");
        assertThat(listed(alive.id()).disabledAt()).isEmpty();
        assertThat(listed(alive.id()).failingSince()).isEmpty();
    }

    private void awaitEnd(AlertId alert, String end) {
        Waiting.until(
                alert + " is " + end,
                () -> lantern.deliveries(alert).stream()
                        .filter(it -> it.channel().equals("webhook"))
                        .allMatch(it -> it.state().equals(end)));
    }

    private long attempts(AlertId alert) {
        return lantern.deliveries(alert).stream()
                .filter(it -> it.channel().equals("webhook"))
                .mapToInt(it -> it.attempts().size())
                .max()
                .orElse(0);
    }

    private boolean areAllTried(AlertId alert) {
        return lantern.deliveries(alert).stream()
                .filter(it -> it.channel().equals("webhook"))
                .noneMatch(it -> it.attempts().isEmpty());
    }

    private static Webhooks.Listed listed(long id) {
        return db.database().read(tx -> Webhooks.after(tx, id - 1, 1)).getFirst();
    }

    private static String signature(Received post, WebhookSecret secret) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.bytes(), "HmacSHA256"));
        String signed = post.headers().get("webhook-id") + "." + post.headers().get("webhook-timestamp") + "."
                + new String(post.body(), UTF_8);
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(UTF_8)));
    }
}
