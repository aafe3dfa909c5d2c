package depesche.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.account.ReaderId;
import depesche.account.Readers;
import depesche.account.Secrets;
import depesche.account.Suppressing;
import depesche.alert.AlertId;
import depesche.article.Amendment;
import depesche.article.ArticleId;
import depesche.mail.Handover.Step;
import depesche.testing.SmtpSink;
import depesche.testing.SmtpSink.Reaction;
import depesche.testing.TestDatabase;
import depesche.testing.Waiting;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A stop, a hold or an unsubscribe works within a second, also on slices that were loaded before.
class StoppingTest {

    private static final Duration A_SECOND_AND_THE_LOAD = Duration.ofSeconds(10);
    private static final int A_SECONDS_MAILS = 40;
    private static final int CONNECTIONS = 2;

    @RegisterExtension
    static final TestDatabase db = TestDatabase.fresh();

    private final SmtpSink sink = SmtpSink.start();
    private final Lantern lantern = Lantern.open(db);

    @AfterEach
    void stop() {
        lantern.close();
        sink.close();
    }

    @Test
    void aStopWithdrawsWhatWaitsAndTheNumbersAddUpAllTheWhile() {
        lantern.topic("stop", "Halt", "Stop", "").crowd("stop", 2_500, "stop");
        var answer = new CountDownLatch(1);
        sink.react(Step.DOT, "*", 4, new Reaction.Wait(answer));
        // A domain that has not answered yet gets half of the connections.
        lantern.node(sink, 8);
        AlertId alert = lantern.publish("Halt", "stop");
        Waiting.until(
                "four are under way",
                () -> sink.talk().stream().filter(it -> it.startsWith("RCPT")).count() >= 4);

        lantern.alerts().stop(alert, Lantern.ADA);
        Waiting.until(A_SECOND_AND_THE_LOAD, "the rest is withdrawn", () -> {
            var report = lantern.progress(alert);
            assertThat(report.counts().all()).isEqualTo(report.planned()).isEqualTo(2_500);
            // Each of four connections has one under way, and has announced the next.
            return report.counts().open() <= 8;
        });
        answer.countDown();
        var report = lantern.awaitDone(alert);

        assertThat(report.state()).isEqualTo(Progress.State.STOPPED);
        assertThat(report.counts().accepted()).isEqualTo(4);
        assertThat(report.counts().withdrawn()).isEqualTo(2_496);
        assertThat(sink.received()).hasSize(4);
    }

    @Test
    void anAlertStoppedWithinItsGraceTellsNobody() {
        try (var careful = Lantern.withGrace(db, Duration.ofSeconds(30))) {
            careful.topic("grace", "Gnade", "Grace", "").crowd("grace", 20, "grace");
            careful.node(sink, 2);

            AlertId alert = careful.publish("Gnade", "grace");
            assertThat(careful.progress(alert).counts().waiting()).isEqualTo(20);
            assertThat(careful.progress(alert).state()).isEqualTo(Progress.State.PLANNED);
            careful.alerts().stop(alert, Lantern.ADA);
            var report = careful.awaitDone(alert);

            assertThat(report.counts().withdrawn()).isEqualTo(20);
            assertThat(sink.received()).isEmpty();
        }
    }

    @Test
    void aHeldAlertSendsNothingUntilItIsReleased() {
        lantern.topic("hold", "Halten", "Hold", "").crowd("hold", 200, "hold");
        lantern.node(sink, 2);
        AlertId alert = lantern.announcing()
                .publish(lantern.article("Halten", "hold"))
                .alert()
                .orElseThrow();
        lantern.alerts().hold(alert, Lantern.ADA);
        lantern.plan();
        assertThat(lantern.progress(alert).state()).isEqualTo(Progress.State.HELD);
        assertThat(lantern.progress(alert).counts().waiting()).isEqualTo(200);

        lantern.alerts().release(alert, Lantern.ADA);
        var report = lantern.awaitDone(alert);

        assertThat(report.counts().accepted()).isEqualTo(200);
        assertThat(report.state()).isEqualTo(Progress.State.DONE);
    }

    @Test
    void whoUnsubscribesWhileTheMailsGoOutGetsNone() {
        lantern.topic("leave", "Abschied", "Leaving", "");
        lantern.reader("first@reader.example", "de", "leave");
        ReaderId ida = lantern.reader("ida.leaves@reader.example", "de", "leave");
        ReaderId emil = lantern.reader("emil.erased@reader.example", "de", "leave");
        var answer = new CountDownLatch(1);
        sink.react(Step.DOT, "first@reader.example", 1, new Reaction.Wait(answer));
        lantern.node(sink, 1);
        AlertId alert = lantern.publish("Abschied", "leave");
        Waiting.until("the first is under way", () -> !sink.talk().isEmpty());

        lantern.unfollow(ida);
        db.database().change(tx -> tx.createUpdate("""
                        update reader
                           set suppressed_at = now(),
                               suppressed_why = 'complained'
                         where id = :id
                        """).bind("id", emil.value()).execute());
        Waiting.until("the node has heard", () -> lantern.hears(alert, ida, emil));
        answer.countDown();
        var report = lantern.awaitDone(alert);

        assertThat(report.counts().accepted()).isEqualTo(1);
        assertThat(report.counts().withdrawn()).isEqualTo(1);
        assertThat(report.counts().suppressed()).isEqualTo(1);
        assertThat(sink.received()).hasSize(1);
    }

    @Test
    void aKillEndsASendWithinTheMailsOfASecond() {
        ArticleId article = sendSlowly("killed");

        lantern.amend(article, new Amendment.Kill("Es war nicht so"));

        assertNoMoreThanASecondsMailsGo(article);
    }

    @Test
    void whenAllUnsubscribeASendEndsWithinTheMailsOfASecond() {
        ArticleId article = sendSlowly("left");

        db.database().change(tx -> tx.execute("update follow set ended_at = now()"));

        assertNoMoreThanASecondsMailsGo(article);
    }

    @Test
    void whenAllAreClosedByHandASendEndsWithinTheMailsOfASecond() {
        ArticleId article = sendSlowly("closed");
        var suppressing = new Suppressing(Readers.of(new Secrets(db.database())), lantern.clock());

        db.database()
                .change(tx -> tx.createQuery("select id from reader where email like 'closed%'")
                        .mapTo(Integer.class)
                        .forEach(id -> suppressing.close(tx, new ReaderId(id), "Auf Wunsch", Lantern.ADA)));

        assertNoMoreThanASecondsMailsGo(article);
    }

    /// Two slices in hand, loaded two seconds ago at least.
    private ArticleId sendSlowly(String topic) {
        lantern.topic(topic, topic, topic, "").crowd(topic, 1_500, topic);
        lantern.pacedNode(sink, CONNECTIONS, A_SECONDS_MAILS);
        ArticleId article = lantern.article("Langsam", topic);
        lantern.publish(article);
        Waiting.until("two seconds' mails are sent", () -> sink.received().size() >= 2 * A_SECONDS_MAILS);
        return article;
    }

    private void assertNoMoreThanASecondsMailsGo(ArticleId article) {
        int before = sink.received().size();
        AlertId alert = lantern.alerts().ofArticle(article).getFirst().id();

        var report = lantern.awaitDone(alert);

        assertThat(report.counts().withdrawn() + report.counts().suppressed()).isGreaterThan(1_000);
        // And what each connection had in its hands.
        assertThat(sink.received().size() - before).isLessThanOrEqualTo(A_SECONDS_MAILS + CONNECTIONS);
    }
}
