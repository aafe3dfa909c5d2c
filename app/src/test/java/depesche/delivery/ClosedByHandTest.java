package depesche.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.account.ReaderId;
import depesche.account.Readers;
import depesche.account.Secrets;
import depesche.account.Suppressing;
import depesche.account.Suppression.Why;
import depesche.alert.AlertId;
import depesche.mail.Handover.Step;
import depesche.testing.SmtpSink;
import depesche.testing.SmtpSink.Reaction;
import depesche.testing.TestDatabase;
import depesche.testing.Waiting;
import depesche.testing.WebSink;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Whoever is closed by hand hears nothing on any channel, also of slices that were loaded before; and hears again once
/// it is lifted.
class ClosedByHandTest {

    @RegisterExtension
    static final TestDatabase db = TestDatabase.fresh();

    private final Lantern lantern = Lantern.open(db);
    private final SmtpSink mails = SmtpSink.start();
    private final WebSink posts = WebSink.open().holding();
    private final Pushing pushing = new Pushing(lantern, posts);
    private final Suppressing suppressing = new Suppressing(Readers.of(new Secrets(db.database())), lantern.clock());

    @BeforeEach
    void nothingWaits() {
        db.database().change(tx -> tx.execute("truncate slice_lease, outcome cascade"));
    }

    @AfterEach
    void close() {
        posts.release();
        pushing.close();
        lantern.close();
        posts.close();
        mails.close();
    }

    @Test
    void slicesThatWereLoadedBeforePassThemOverOnEveryChannel() {
        lantern.topic("closed", "Zu", "Closed", "");
        told("first", "closed");
        ReaderId ida = told("ida", "closed");
        var answer = new CountDownLatch(1);
        mails.react(Step.DOT, "first@reader.example", 1, new Reaction.Wait(answer));
        oneAtATime();
        AlertId alert = lantern.publish("Zu", "closed");
        Waiting.until(
                "one is under way on each channel",
                () -> posts.received().size() == 2 && mails.talk().stream().anyMatch(it -> it.startsWith("RCPT")));

        db.database().write(tx -> suppressing.close(tx, ida, "Per Telefon", Lantern.ADA));
        Waiting.until("all nodes have heard", () -> lantern.isSilenced(ida) && pushing.areSilenced(ida));
        answer.countDown();
        posts.release();
        var counts = lantern.awaitDone(alert).counts();

        assertThat(counts.accepted()).isEqualTo(3);
        assertThat(counts.suppressed()).isEqualTo(3);
        assertThat(mails.receivedBy("ida@reader.example")).isEmpty();
        assertThat(posts.received("/ida-push")).isEmpty();
        assertThat(posts.received("/ida-hook")).isEmpty();
    }

    @Test
    void onceItIsLiftedTheNextArticleComesOnEveryChannelAgain() {
        lantern.topic("lifted", "Auf", "Open", "");
        ReaderId ida = told("tom", "lifted");
        db.database().write(tx -> suppressing.close(tx, ida, "Per Telefon", Lantern.ADA));
        oneAtATime();
        posts.release();

        assertThat(lantern.awaitDone(lantern.publish("Nichts", "lifted")).planned())
                .isZero();
        db.database().write(tx -> suppressing.lift(tx, ida, Why.BY_HAND, "", Lantern.ADA));
        AlertId alert = lantern.publish("Wieder", "lifted");

        assertThat(lantern.awaitDone(alert).counts().accepted()).isEqualTo(3);
    }

    private ReaderId told(String name, String topic) {
        ReaderId reader = lantern.reader(name + "@reader.example", "de", topic);
        pushing.browser(reader, "/" + name + "-push");
        pushing.webhook(reader, "/" + name + "-hook");
        return reader;
    }

    private void oneAtATime() {
        lantern.node(mails, 1);
        pushing.push(1);
        pushing.webhooks(1);
    }
}
