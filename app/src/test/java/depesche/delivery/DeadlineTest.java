package depesche.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.alert.AlertId;
import depesche.alert.Deadline;
import depesche.follow.QuietHours;
import depesche.follow.ReaderWish;
import depesche.testing.SmtpSink;
import depesche.testing.TestDatabase;
import depesche.testing.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;

/// An alert is carried until its deadline, whoever waits for it; Lea wants nothing before one in the afternoon.
class DeadlineTest {

    @RegisterExtension
    static final TestDatabase database = TestDatabase.fresh();

    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

    private final SmtpSink sink = SmtpSink.start();
    private Lantern lantern;
    private String topic = "";

    @BeforeEach
    void followers(TestInfo test) {
        lantern = Lantern.open(database);
        topic = "t" + Integer.toHexString(test.getDisplayName().hashCode());
        lantern.topic(topic, "Hafen", "Harbour", "").reader("ida" + topic + "@reader.example", "de", topic);
        var lea = lantern.reader("lea" + topic + "@reader.example", "de", topic);
        // The test begins at nine o'clock in Berlin: her quiet hours end four hours later.
        var wish = new ReaderWish(
                ReaderWish.DEFAULT.digestHour(),
                ReaderWish.DEFAULT.digestDay(),
                Optional.of(new QuietHours(1, 13)),
                false,
                Optional.empty(),
                Optional.empty(),
                ReaderWish.DEFAULT.updates());
        lantern.wishes(lea, wish, ZoneId.of("Europe/Berlin"));
    }

    @AfterEach
    void stop() {
        lantern.close();
        sink.close();
    }

    @Test
    void whatWaitsLongerThanAskedExpiresUnsent() {
        AlertId alert = published(new Deadline.Within(HALF_AN_HOUR));

        lantern.clock().advance(HALF_AN_HOUR.plusSeconds(1));
        lantern.node(sink, 2);
        Waiting.until(
                "Ida's has expired", () -> lantern.progress(alert).counts().expired() == 1);
        lantern.clock().advance(Duration.ofHours(12));

        assertThat(lantern.awaitDone(alert).counts().expired()).isEqualTo(2);
        assertThat(sink.received()).isEmpty();
    }

    @Test
    void quietHoursCountFromTheirEndWhereAnHourWasAsked() {
        AlertId alert = published(new Deadline.Within(HALF_AN_HOUR));
        lantern.node(sink, 2);

        Waiting.until("Ida has it", () -> sink.received().size() == 1);
        lantern.clock().advance(Duration.ofHours(4));

        assertThat(lantern.awaitDone(alert).counts().accepted()).isEqualTo(2);
    }

    @Test
    void afterTheMomentThatWasNamedNobodyIsToldHoweverQuietTheyWere() {
        Instant moment = lantern.clock().instant().plus(HALF_AN_HOUR);
        AlertId alert = published(new Deadline.At(moment));
        lantern.node(sink, 2);

        Waiting.until("Ida has it", () -> sink.received().size() == 1);
        lantern.clock().advance(Duration.ofHours(4));

        var report = lantern.awaitDone(alert);
        assertThat(report.counts().expired()).isEqualTo(1);
        assertThat(report.counts().accepted()).isEqualTo(1);
        assertThat(report.notAfter()).isEqualTo(moment);
    }

    @Test
    void unlessAskedForItIsSixHours() {
        AlertId alert = published(Deadline.usual());

        assertThat(lantern.progress(alert).notAfter())
                .isEqualTo(lantern.clock().instant().plus(Duration.ofHours(6)));
    }

    private AlertId published(Deadline deadline) {
        var article = lantern.article("Sturm", topic);
        var alert = lantern.db()
                .write(tx -> lantern.announcing().publish(tx, article, deadline))
                .alert()
                .orElseThrow();
        lantern.plan();
        return alert;
    }
}
