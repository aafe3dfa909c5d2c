package depesche.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.alert.AlertId;
import depesche.mail.Handover.Step;
import depesche.mail.smtp.SmtpClient;
import depesche.testing.SmtpSink;
import depesche.testing.SmtpSink.Reaction;
import depesche.testing.SmtpSink.Received;
import depesche.testing.TestDatabase;
import depesche.testing.Waiting;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Domains whose messages hang behind a mail server that is well: the readers of others are served meanwhile, by a
/// client that waits for each answer as long as the standard asks, which is longer than any test.
class HangingDomainTest {

    private static final int CONNECTIONS = 16;
    private static final int FOREVER = Integer.MAX_VALUE;

    @RegisterExtension
    static final TestDatabase db = TestDatabase.fresh();

    private final SmtpSink sink = SmtpSink.start();
    private final CountDownLatch answer = new CountDownLatch(1);
    private final Lantern lantern = Lantern.open(db);

    @AfterEach
    void stop() {
        answer.countDown();
        lantern.close();
        sink.close();
    }

    @Test
    void whoeverHangsAfterTheDotTakesHalfAndTheOthersAreServed() {
        lantern.topic("dot", "Punkt", "Dot", "")
                .crowd("dot-hangs", "hangs.example", 300, "dot")
                .crowd("dot-well", "well.example", 300, "dot");
        hang(Step.DOT, "hangs.example");
        lantern.node(sink, CONNECTIONS);

        AlertId alert = lantern.publish("Nach dem Punkt", "dot");
        awaitAccepted(alert, 300);

        assertThat(dots("hangs.example")).isLessThanOrEqualTo(CONNECTIONS / 2);
        assertThatAllComeOnce(alert, 600);
    }

    @Test
    void whoeverHangsAfterDataTakesHalfAndTheOthersAreServed() {
        lantern.topic("data", "Text", "Data", "")
                .crowd("data-hangs", "hangs.example", 300, "data")
                .crowd("data-well", "well.example", 300, "data");
        hang(Step.DATA, "hangs.example");
        lantern.node(sink, CONNECTIONS);

        AlertId alert = lantern.publish("Nach DATA", "data");
        awaitAccepted(alert, 300);

        assertThat(dots("hangs.example")).isZero();
        assertThatAllComeOnce(alert, 600);
    }

    @Test
    void threeThatHangTogetherDoNotTakeAll() {
        lantern.topic("three", "Drei", "Three", "")
                .crowd("three-one", "one.example", 200, "three")
                .crowd("three-two", "two.example", 200, "three")
                .crowd("three-more", "three.example", 200, "three")
                .crowd("three-well", "well.example", 300, "three");
        hang(Step.DOT, "one.example");
        hang(Step.DATA, "two.example");
        hang(Step.RCPT, "three.example");
        lantern.node(sink, CONNECTIONS);

        AlertId alert = lantern.publish("Drei hängen", "three");
        awaitAccepted(alert, 300);

        assertThatAllComeOnce(alert, 900);
    }

    @Test
    void whoeverAnsweredBeforeItHangsLeavesOneConnection() {
        lantern.topic("later", "Später", "Later", "").crowd("later-hangs", "hangs.example", 3_000, "later");
        lantern.node(sink, CONNECTIONS);
        AlertId first = lantern.publish("Erst gut", "later");
        Waiting.until("it answers", () -> accepted(first) >= 200);
        hang(Step.DOT, "hangs.example");
        Waiting.until("all but one hang", () -> dots("hangs.example") - accepted(first) == CONNECTIONS - 1);

        lantern.topic("meanwhile", "Derweil", "Meanwhile", "")
                .crowd("meanwhile-well", "well.example", 100, "meanwhile");
        AlertId second = lantern.publish("Andere derweil", "meanwhile");
        awaitAccepted(second, 100);

        assertThat(dots("hangs.example") - accepted(first)).isEqualTo(CONNECTIONS - 1);
        assertThatAllComeOnce(first, 3_000);
    }

    @Test
    void whoeverWaitsBehindAMessageThatHangsIsTakenToAnotherConnection() {
        lantern.topic("behind", "Dahinter", "Behind", "")
                .crowd("behind-hangs", "hangs.example", 1, "behind")
                .crowd("behind-well", "well.example", 50, "behind");
        hang(Step.DOT, "hangs.example");
        lantern.node(sink, 2);

        AlertId alert = lantern.publish("Dahinter", "behind");
        awaitAccepted(alert, 50);

        assertThat(dots("hangs.example")).isEqualTo(1);
        assertThatAllComeOnce(alert, 51);
    }

    @Test
    void aDomainThatIsSilentForLongTakesNoMoreAndItsReadersAreLaidAside() {
        lantern.topic("silent", "Still", "Silent", "")
                .crowd("silent-hangs", "hangs.example", 3, "silent")
                .topic("aside", "Beiseite", "Aside", "")
                .crowd("aside-hangs", "hangs.example", 20, "aside");
        hang(Step.DOT, "hangs.example");
        lantern.node(sink, 4);
        AlertId silent = lantern.publish("Still", "silent");
        Waiting.until("as many hang as may", () -> dots("hangs.example") == 2);

        AlertId aside = lantern.publish("Beiseite", "aside");
        Waiting.until("its slice is put down for later", () -> !lantern.isDueOrHeld(aside));

        assertThat(dots("hangs.example")).isEqualTo(2);
        answer.countDown();
        lantern.clock().advance(Duration.ofMinutes(2));
        lantern.plan();
        assertThat(lantern.awaitDone(silent).counts().accepted()).isEqualTo(3);
        assertThat(lantern.awaitDone(aside).counts().accepted()).isEqualTo(20);
    }

    @Test
    void aDomainWhoseMessagesWaitInVainIsNotTakenForTheServer() {
        lantern.topic("vain", "Vergebens", "Vain", "")
                .crowd("vain-hangs", "hangs.example", 100, "vain")
                .crowd("vain-well", "well.example", 1_000, "vain");
        sink.react(Step.DATA, "*@hangs.example", FOREVER, new Reaction.Silence());
        sink.react(Step.DOT, "*@well.example", FOREVER, new Reaction.Late(Duration.ofMillis(20)));
        var client = new SmtpClient(sink.server(), "lantern.example", Duration.ofMillis(400));
        var node = lantern.node(client, CONNECTIONS);

        AlertId alert = lantern.publish("Vergebens", "vain");
        Waiting.whileItMoves("the others are served", () -> accepted(alert), () -> {
            assertThat(node.trouble()).isEmpty();
            return accepted(alert) >= 1_000;
        });

        sink.behave();
        for (int minute = 0; minute < 60 && lantern.progress(alert).counts().open() > 0; minute++) {
            Waiting.until("what may go has gone", () -> !lantern.isDueOrHeld(alert));
            lantern.clock().advance(Duration.ofMinutes(1));
            lantern.plan();
        }
        assertThatAllComeOnce(alert, 1_100);
    }

    @Test
    void withOneConnectionEverybodyWaitsAndNobodyIsLost() {
        lantern.topic("only", "Einzige", "Only", "")
                .crowd("only-hangs", "hangs.example", 3, "only")
                .crowd("only-well", "well.example", 50, "only");
        hang(Step.DATA, "hangs.example");
        lantern.node(sink, 1);

        AlertId alert = lantern.publish("Die einzige", "only");
        Waiting.until("the first hangs", () -> sink.talk().contains("DATA"));

        assertThatAllComeOnce(alert, 53);
    }

    @Test
    void whoeverIsPutAsideIsTakenUpTheMomentThereIsRoom() {
        lantern.topic("room", "Platz", "Room", "").crowd("room", "one.example", 20, "room");
        AlertId alert = lantern.publish("Platz", "room");
        var shares = new Shares(2, lantern.clock());
        var hand = new Hand(_ -> Optional.empty(), shares, () -> {});
        Satchel first = shares.satchel();
        Satchel second = shares.satchel();
        hand.add(Claimed.slice(
                lantern, alert, System.nanoTime() + Duration.ofMinutes(5).toNanos()));
        assertThat(hand.poll(first)).isPresent();
        assertThat(hand.poll(second)).isEmpty();

        var promised = new FutureTask<>(() -> hand.await(Duration.ofHours(1), true));
        var waiting = Thread.ofVirtual().start(promised);
        Waiting.until("it waits", () -> waiting.getState() == Thread.State.TIMED_WAITING);
        hand.empty(first);

        Waiting.until("it is told", promised::isDone);
        assertThat(promised.resultNow()).isTrue();
        assertThat(hand.takePromised(second)).isPresent();
        lantern.alerts().stop(alert, Lantern.ADA);
    }

    private void hang(Step step, String domain) {
        sink.react(step, "*@" + domain, FOREVER, new Reaction.Wait(answer));
    }

    private void awaitAccepted(AlertId alert, int count) {
        Waiting.whileItMoves("the others are served", () -> accepted(alert), () -> accepted(alert) >= count);
    }

    private int accepted(AlertId alert) {
        return lantern.progress(alert).counts().accepted();
    }

    private long dots(String domain) {
        return sink.received().stream()
                .filter(mail -> mail.recipient().endsWith("@" + domain))
                .count();
    }

    /// When those that hang are answered after all; whoever was laid aside meanwhile comes as time goes on.
    private void assertThatAllComeOnce(AlertId alert, int count) {
        answer.countDown();
        Waiting.whileItMoves("all are served", () -> accepted(alert), () -> {
            lantern.clock().advance(Duration.ofSeconds(1));
            lantern.plan();
            return lantern.progress(alert).counts().open() == 0;
        });
        assertThat(accepted(alert)).isEqualTo(count);
        assertThat(sink.received()).extracting(Received::recipient).doesNotHaveDuplicates();
        assertThat(sink.faults()).isEmpty();
    }
}
