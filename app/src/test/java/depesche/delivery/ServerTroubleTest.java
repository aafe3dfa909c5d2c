package depesche.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.account.ReaderId;
import depesche.alert.AlertId;
import depesche.delivery.ledger.End;
import depesche.delivery.ledger.History.Attempt;
import depesche.mail.Handover.Step;
import depesche.mail.MailRoute;
import depesche.mail.smtp.SmtpClient;
import depesche.testing.SmtpSink;
import depesche.testing.SmtpSink.Reaction;
import depesche.testing.SmtpSink.Received;
import depesche.testing.TestDatabase;
import depesche.testing.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a mail server does wrong ends as what it is: deferred, refused, in doubt, or nobody's fault.
class ServerTroubleTest {

    @RegisterExtension
    static final TestDatabase db = TestDatabase.fresh();

    private final SmtpSink sink = SmtpSink.start();
    private final Lantern lantern = Lantern.open(db);
    private String topic = "";
    private String ida = "";
    private String emil = "";
    private ReaderId emilsNumber = new ReaderId(1);

    @BeforeEach
    void followers(TestInfo test) {
        topic = "t" + Integer.toHexString(test.getDisplayName().hashCode());
        ida = "ida" + topic + "@reader.example";
        emil = "emil" + topic + "@bounces.example";
        lantern.topic(topic, "Hafen", "Harbour", "");
        lantern.reader(ida, "de", topic);
        emilsNumber = lantern.reader(emil, "de", topic);
    }

    @AfterEach
    void stop() {
        lantern.close();
        sink.close();
    }

    @Test
    void aDeferredMailIsTriedAgainLaterAndTheOthersGoOn() {
        sink.react(Step.RCPT, emil, 1, new Reaction.Say("451 4.7.1 greylisted, come back"));
        lantern.node(sink, 2);

        AlertId alert = lantern.publish("Sturm", topic);
        Waiting.until(
                "one deferred",
                () -> lantern.progress(alert).counts().deferred() == 1
                        && lantern.progress(alert).counts().accepted() == 1);
        lantern.clock().advance(Duration.ofMinutes(2));
        var report = lantern.awaitDone(alert);

        assertThat(report.counts().accepted()).isEqualTo(2);
        assertThat(sink.receivedBy(emil)).hasSize(1);
        assertThat(attempts(alert)).extracting(Attempt::end).containsExactly(End.DEFERRED, End.ACCEPTED);
        assertThat(attempts(alert).getFirst().words()).isEqualTo("4.7.1 greylisted, come back");
    }

    @Test
    void anAddressThatDoesNotExistIsSuppressedAndNotPlannedAgain() {
        sink.refuse(emil, "550 5.1.1 no such mailbox");
        lantern.node(sink, 2);

        AlertId first = lantern.publish("Sturm", topic);
        var refused = lantern.awaitDone(first);
        AlertId second = lantern.publish("Flaute", topic);
        var report = lantern.awaitDone(second);

        assertThat(refused.counts().refused()).isEqualTo(1);
        assertThat(suppressed()).isTrue();
        assertThat(report.planned()).isEqualTo(1);
    }

    @Test
    void aRefusalThatBlamesUsIsTriedThreeTimesAndSuppressesNobody() {
        sink.refuse(emil, "550 5.7.1 we do not like this sender");
        lantern.node(sink, 2);

        AlertId alert = lantern.publish("Sturm", topic);
        Waiting.until("refused once", () -> attempts(alert).size() == 1);
        lantern.clock().advance(Duration.ofMinutes(2));
        Waiting.until("refused twice", () -> attempts(alert).size() == 2);
        lantern.clock().advance(Duration.ofMinutes(3));
        var report = lantern.awaitDone(alert);

        assertThat(attempts(alert)).extracting(Attempt::end).containsExactly(End.DEFERRED, End.DEFERRED, End.REFUSED);
        assertThat(report.counts().refused()).isEqualTo(1);
        assertThat(suppressed()).isFalse();
    }

    @Test
    void whenOneAfterTheOtherIsRefusedForSenderOrTextTheRestWaitAndTheDeskIsTold() {
        lantern.crowd("blamed" + topic, 300, topic);
        sink.react(Step.DOT, "*", 12, new Reaction.Say("554 5.7.1 message blocked for its text"));
        var node = lantern.node(sink, 4);

        AlertId alert = lantern.publish("Sturm", topic);
        Waiting.until("the desk is told", () -> node.trouble().isPresent());
        assertThat(node.trouble().orElseThrow()).isEqualTo("554 5.7.1 message blocked for its text");
        Waiting.until("the server has relented", () -> node.trouble().isEmpty());
        Waiting.until(
                "the rest has gone", () -> lantern.progress(alert).counts().accepted() == 302 - 12);
        assertThat(lantern.progress(alert).counts().deferred()).isEqualTo(12);
        lantern.clock().advance(Duration.ofMinutes(2));

        assertThat(lantern.awaitDone(alert).counts().accepted()).isEqualTo(302);
    }

    @Test
    void theServersWordsAreKeptWithoutTheReadersAddress() {
        sink.refuse(emil, "550 5.2.2 <" + emil.toUpperCase(Locale.ROOT) + ">: not today");
        lantern.node(sink, 1);

        AlertId alert = lantern.publish("Sturm", topic);
        lantern.awaitDone(alert);

        assertThat(attempts(alert).getFirst().words()).isEqualTo("5.2.2 <(address)>: not today");
    }

    @Test
    void aMailInDoubtIsSentOnceMoreWithItsMessageId() {
        sink.react(Step.DOT, emil, 1, new Reaction.HangUp());
        lantern.node(sink, 2);

        AlertId alert = lantern.publish("Sturm", topic);
        Waiting.until("in doubt", () -> lantern.progress(alert).counts().deferred() == 1);
        lantern.clock().advance(Duration.ofSeconds(30));
        var report = lantern.awaitDone(alert);

        assertThat(report.counts().accepted()).isEqualTo(2);
        assertThat(attempts(alert)).extracting(Attempt::end).containsExactly(End.IN_DOUBT, End.ACCEPTED);
        assertThat(sink.receivedBy(emil)).hasSize(2);
        assertThat(sink.receivedBy(emil))
                .extracting(mail -> mail.header("Message-ID"))
                .containsOnly(messageId());
    }

    @Test
    void aMailInDoubtTwiceIsUncertainAndNotSentAThirdTime() {
        sink.react(Step.DOT, emil, 9, new Reaction.HangUp());
        lantern.node(sink, 2);

        AlertId alert = lantern.publish("Sturm", topic);
        Waiting.until("in doubt", () -> lantern.progress(alert).counts().deferred() == 1);
        lantern.clock().advance(Duration.ofSeconds(30));
        var report = lantern.awaitDone(alert);

        assertThat(report.counts().uncertain()).isEqualTo(1);
        assertThat(attempts(alert)).extracting(Attempt::end).containsExactly(End.IN_DOUBT, End.UNCERTAIN);
        assertThat(sink.receivedBy(emil)).hasSize(2);
    }

    @Test
    void aConnectionLostBeforeTheDotCostsTheReaderNothing() {
        sink.react(Step.DATA, emil, 1, new Reaction.HangUp());
        lantern.node(sink, 2);

        AlertId alert = lantern.publish("Sturm", topic);
        var report = lantern.awaitDone(alert);

        assertThat(report.counts().accepted()).isEqualTo(2);
        assertThat(attempts(alert)).hasSize(1);
        assertThat(sink.receivedBy(emil)).hasSize(1);
    }

    @Test
    void aServerThatIsAwayCostsNobodyAnAttempt() {
        var server = new AtomicReference<>(SmtpSink.start());
        server.get().close();
        var node = lantern.node(() -> new SmtpClient(server.get().server(), "lantern.example").open(), 4);

        AlertId alert = lantern.publish("Sturm", topic);
        Waiting.until("the trouble is seen", () -> node.trouble().isPresent());
        assertThat(lantern.progress(alert).counts().waiting()).isEqualTo(2);
        server.set(sink);
        var report = lantern.awaitDone(alert);

        assertThat(report.counts().accepted()).isEqualTo(2);
        assertThat(attempts(alert)).hasSize(1);
        assertThat(node.trouble()).isEmpty();
    }

    @Test
    void aRouteThatBreaksStopsNoConnection() {
        var broken = new AtomicInteger(3);
        MailRoute good = new SmtpClient(sink.server(), "lantern.example");
        lantern.node(
                () -> {
                    if (broken.getAndDecrement() > 0) {
                        throw new IllegalStateException("a bug");
                    }
                    return good.open();
                },
                2);

        AlertId alert = lantern.publish("Sturm", topic);
        var report = lantern.awaitDone(alert);

        assertThat(report.counts().accepted()).isEqualTo(2);
        assertThat(attempts(alert)).hasSize(1);
    }

    @Test
    void aServerThatRefusesTheSenderCostsNobodyAnAttempt() {
        sink.react(Step.MAIL, "*", 3, new Reaction.Say("451 4.3.2 not now"));
        lantern.node(sink, 1);

        AlertId alert = lantern.publish("Sturm", topic);
        var report = lantern.awaitDone(alert);

        assertThat(report.counts().accepted()).isEqualTo(2);
        assertThat(attempts(alert)).hasSize(1);
    }

    @Test
    void whatIsStillDeferredAfterTheAlertsTimeExpires() {
        sink.react(Step.RCPT, emil, 99, new Reaction.Say("450 4.2.2 mailbox full"));
        lantern.node(sink, 2);

        AlertId alert = lantern.publish("Sturm", topic);
        Waiting.until("deferred", () -> lantern.progress(alert).counts().deferred() == 1);
        lantern.clock().advance(Duration.ofHours(7));
        var report = lantern.awaitDone(alert);

        assertThat(report.counts().expired()).isEqualTo(1);
        assertThat(sink.receivedBy(emil)).isEmpty();
    }

    private List<Attempt> attempts(AlertId alert) {
        return lantern.deliveries(alert).stream()
                .filter(item -> item.reader().equals(emilsNumber))
                .findFirst()
                .orElseThrow()
                .attempts();
    }

    private String messageId() {
        Received first = sink.receivedBy(emil).getFirst();
        return first.header("Message-ID");
    }

    private boolean suppressed() {
        return db.database()
                .read(handle -> handle.createQuery("select suppressed_at is not null from reader where id = :id")
                        .bind("id", emilsNumber.value())
                        .mapTo(Boolean.class)
                        .one());
    }
}
