package depesche.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.alert.AlertId;
import depesche.mail.Envelope;
import depesche.mail.Handover;
import depesche.mail.Handover.Step;
import depesche.mail.MailLine;
import depesche.mail.MailRoute;
import depesche.mail.Opening;
import depesche.mail.Places;
import depesche.mail.smtp.SmtpClient;
import depesche.testing.SmtpSink;
import depesche.testing.SmtpSink.Reaction;
import depesche.testing.TestDatabase;
import depesche.testing.Waiting;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Whoever carries an alert gives up a place for a mail that comes in between; never are there more connections than
/// places. Readers are of two domains, for of two places one domain takes but one.
class GivingUpAPlaceTest {

    private static final int PLACES = 2;

    @RegisterExtension
    static final TestDatabase db = TestDatabase.fresh();

    private final SmtpSink sink = SmtpSink.start();
    private final Lantern lantern = Lantern.open(db);
    private final MailRoute server = new SmtpClient(sink.server(), "lantern.example");
    private final Places places = new Places(PLACES);

    @AfterEach
    void stop() {
        lantern.close();
        sink.close();
    }

    @Test
    void aMailInBetweenGoesWhileTheAlertGoesOn() {
        lantern.topic("between", "Dazwischen", "Between", "")
                .crowd("between", "one.example", 500, "between")
                .crowd("amid", "two.example", 500, "between");
        sink.react(Step.DOT, "*", Integer.MAX_VALUE, new Reaction.Late(Duration.ofMillis(10)));
        lantern.node(places.staying(server), PLACES);
        AlertId alert = lantern.publish("Viele", "between");
        Waiting.until("it is on its way", () -> sink.received().size() > 20);

        for (int i = 0; i < 10; i++) {
            assertThat(handedOver(places.passing(server, Duration.ofSeconds(20))))
                    .isInstanceOf(Handover.Accepted.class);
        }
        assertThat(lantern.progress(alert).counts().open())
                .as("nobody waited for its end")
                .isPositive();
        var report = lantern.awaitDone(alert);

        assertThat(report.counts().accepted()).isEqualTo(1_000);
        assertThat(sink.received()).hasSize(1_010);
        assertThat(sink.mostOpenAtOnce()).isEqualTo(PLACES);
    }

    @Test
    void whereNoneIsGivenUpInTimeTheServerIsNotAsked() {
        lantern.topic("stuck", "Fest", "Stuck", "")
                .crowd("stuck", "one.example", 10, "stuck")
                .crowd("fast", "two.example", 10, "stuck");
        var answer = new CountDownLatch(1);
        sink.react(Step.DOT, "*", PLACES, new Reaction.Wait(answer));
        var node = lantern.node(places.staying(server), PLACES);
        AlertId alert = lantern.publish("Fest", "stuck");
        Waiting.until("all places are taken", () -> sink.connections() == PLACES);

        Opening opening = places.passing(server, Duration.ofMillis(200)).open();

        assertThat(opening).isEqualTo(new Opening.Full(PLACES));
        assertThat(sink.connections()).isEqualTo(PLACES);
        answer.countDown();
        assertThat(lantern.awaitDone(alert).counts().accepted()).isEqualTo(20);
        assertThat(node.trouble()).isEmpty();
    }

    @Test
    void aPlaceThatCameToNothingIsFreeAgain() {
        sink.greet("554 5.3.2 not now");
        MailRoute route = new Places(1).passing(server, Duration.ofMillis(200));

        assertThat(route.open()).isInstanceOf(Opening.TurnedAway.class);
        assertThat(route.open()).isInstanceOf(Opening.TurnedAway.class);
    }

    @Test
    void aLineThatIsClosedTwiceGivesUpOnePlace() {
        MailRoute route = new Places(1).passing(server, Duration.ofMillis(200));
        MailLine first = line(route);
        first.close();
        first.close();

        try (MailLine second = line(route)) {
            assertThat(second.isOpen()).isTrue();
            assertThat(route.open()).isEqualTo(new Opening.Full(1));
        }
    }

    private static Handover handedOver(MailRoute route) {
        try (MailLine line = line(route)) {
            byte[] message = "Subject: Probe\r\n\r\nProbe\r\n".getBytes(StandardCharsets.US_ASCII);
            line.begin(new Envelope("news@lantern.example", "ada@lantern.example", message.length));
            return line.finish(message);
        }
    }

    private static MailLine line(MailRoute route) {
        return ((Opening.Opened) route.open()).line();
    }
}
