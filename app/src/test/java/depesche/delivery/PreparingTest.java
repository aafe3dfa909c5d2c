package depesche.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.account.ReaderId;
import depesche.channel.PushSubscriptions;
import depesche.delivery.push.Agreements;
import depesche.delivery.push.Preparing;
import depesche.testing.TestDatabase;
import depesche.testing.Waiting;
import depesche.testing.WebSink;
import depesche.testing.WebSink.Received;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PreparingTest {

    @RegisterExtension
    static final TestDatabase db = TestDatabase.fresh();

    private final Lantern lantern = Lantern.open(db);
    private final WebSink sink = WebSink.open();
    private final Pushing pushing = new Pushing(lantern, sink);
    private final Agreements agreements = new Agreements();
    private final AtomicBoolean sending = new AtomicBoolean();
    private final Preparing preparing = new Preparing(db.database(), agreements, sending::get);

    @AfterEach
    void close() {
        preparing.close();
        pushing.close();
        lantern.close();
        sink.close();
        db.database().change(tx -> tx.execute("truncate channel, slice_lease, outcome cascade"));
    }

    @Test
    void whatWasPreparedIsReadByTheBrowserAndUsedOnce() {
        lantern.topic("before", "Vorher", "Before", "");
        var browser = pushing.browser(lantern.reader("ida@reader.example", "de", "before"), "/ida");
        pushing.push(2, agreements);
        preparing.start();

        awaitReady(1);
        sending.set(true);
        lantern.publish("Erstes", "before");
        awaitPushes(1);
        int readyAfterFirst = agreements.ready();
        lantern.publish("Zweites", "before");
        awaitPushes(2);

        assertThat(readyAfterFirst).isZero();
        assertThat(sink.received()).hasSize(2);
        assertThat(browser.read(sink.received().getFirst().body())).contains("Erstes");
        assertThat(browser.read(sink.received().getLast().body())).contains("Zweites");
        assertThat(sink.received().stream().map(PreparingTest::publicKey)).doesNotHaveDuplicates();
        sending.set(false);
        awaitReady(1);
    }

    @Test
    void keysOfTheLastTimeCountAndWhatWasPreparedForOthersIsDropped() {
        lantern.topic("again", "Wieder", "Again", "");
        ReaderId emil = lantern.reader("emil@reader.example", "de", "again");
        pushing.browser(emil, "/emil");
        pushing.push(2, agreements);
        preparing.start();
        awaitReady(1);
        sending.set(true);

        var again = pushing.browser(emil, "/emil");
        lantern.publish("Wieder da", "again");
        awaitPushes(1);

        assertThat(again.read(sink.received().getFirst().body())).contains("Wieder da");
        assertThat(agreements.ready()).isZero();
    }

    @Test
    void whoSwitchesOffIsForgotten() {
        lantern.topic("off", "Aus", "Off", "");
        ReaderId tom = lantern.reader("tom@reader.example", "de", "off");
        pushing.browser(tom, "/phone");
        pushing.browser(tom, "/desk");
        preparing.start();
        awaitReady(2);

        db.database().change(tx -> {
            boolean _ = new PushSubscriptions(lantern.clock()).end(tx, tom, sink.url("/phone"));
        });

        awaitReady(1);
    }

    @Test
    void nothingIsPreparedWhileAnythingIsSent() {
        lantern.topic("busy", "Viel", "Busy", "");
        pushing.browser(lantern.reader("ada@reader.example", "de", "busy"), "/ada");
        var asked = new AtomicInteger();
        try (var busy = new Preparing(db.database(), agreements, () -> asked.incrementAndGet() > 0)) {
            busy.start();

            Waiting.until("asked more than once", () -> asked.get() > 3);

            assertThat(agreements.ready()).isZero();
        }
    }

    @Test
    void closedItForgetsAll() {
        lantern.topic("closed", "Zu", "Closed", "");
        pushing.browser(lantern.reader("ben@reader.example", "de", "closed"), "/ben");
        preparing.start();
        awaitReady(1);

        preparing.close();

        assertThat(agreements.ready()).isZero();
    }

    private void awaitPushes(int count) {
        Waiting.until(
                Duration.ofSeconds(30), count + " pushed", () -> sink.received().size() == count);
    }

    private void awaitReady(int count) {
        Waiting.until(Duration.ofSeconds(20), count + " ready", () -> agreements.ready() == count);
    }

    /// Ours, as it stands before the message (RFC 8188 §2.1).
    private static String publicKey(Received message) {
        return Arrays.toString(Arrays.copyOfRange(message.body(), 21, 86));
    }
}
