package depesche.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.alert.AlertId;
import depesche.channel.ChannelKind;
import depesche.delivery.ledger.Leases;
import depesche.epoch.Epochs;
import depesche.epoch.Hold;
import depesche.mail.Handover.Step;
import depesche.testing.SmtpSink;
import depesche.testing.SmtpSink.Reaction;
import depesche.testing.TestDatabase;
import depesche.testing.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a restored newsroom carries, and when.
class HeldSendsTest {

    @RegisterExtension
    static final TestDatabase database = TestDatabase.fresh();

    private static final int ALL_LANES = 99;

    private Lantern lantern;
    private SmtpSink sink;

    @BeforeEach
    void start() {
        database.database().change(tx -> {
            tx.execute("delete from newsroom");
            tx.execute("insert into newsroom default values");
        });
        lantern = Lantern.open(database);
        sink = SmtpSink.start();
    }

    @AfterEach
    void stop() {
        lantern.close();
        sink.close();
    }

    @Test
    void nothingIsClaimedWhileSendsAreHeldAndAllOfItWhenToldToSend() {
        AlertId alert = due("send");
        hold();
        assertThat(claims()).isZero();

        lantern.db().change(tx -> Epochs.send(tx, held()));
        lantern.node(sink, 4);

        assertThat(lantern.awaitDone(alert).counts().accepted()).isEqualTo(20);
    }

    @Test
    void whatWasDueExpiresWhenToldToSkipAndWhatComesLaterGoesOut() {
        AlertId before = due("skip");
        lantern.clock().advance(Duration.ofMinutes(1));
        hold();
        lantern.clock().advance(Duration.ofMinutes(1));
        AlertId after = lantern.publish("Danach", "skip");

        lantern.db().change(tx -> Epochs.skip(tx, held()));
        lantern.node(sink, 4);

        assertThat(lantern.awaitDone(before).counts().expired()).isEqualTo(20);
        assertThat(lantern.awaitDone(after).counts().accepted()).isEqualTo(20);
        assertThat(sink.received()).hasSize(20);
    }

    @Test
    void aHoldThatComesDuringASendReachesWhatIsInHand() {
        lantern.topic("middle", "Mitte", "Middle", "").crowd("middle", 500, "middle");
        var answer = new CountDownLatch(1);
        sink.react(Step.DOT, "*", 4, new Reaction.Wait(answer));
        lantern.node(sink, 8);
        AlertId alert = lantern.publish("Mitte", "middle");
        Waiting.until(
                "four are under way",
                () -> sink.talk().stream().filter(it -> it.startsWith("RCPT")).count() >= 4);

        hold();
        Instant heard = Instant.now().plusSeconds(2);
        Waiting.until("the keeper has looked twice", () -> Instant.now().isAfter(heard));
        answer.countDown();
        Waiting.until("all slices are put down", () -> leased() == 0);

        assertThat(sink.received().size()).isBetween(4, 8);
        lantern.db().change(tx -> Epochs.send(tx, held()));
        assertThat(lantern.awaitDone(alert).counts().accepted()).isEqualTo(500);
    }

    @Test
    void nobodyClaimsAfterAnHourOfSilenceBeforeItWasLookedInto() {
        due("silence");
        lantern.db().change(tx -> tx.execute("update newsroom set beat_at = now() - interval '61 minutes'"));

        assertThat(claims()).isZero();
    }

    private AlertId due(String topic) {
        lantern.topic(topic, topic, topic, "").crowd(topic, 20, topic);
        return lantern.publish("Zuvor", topic);
    }

    private void hold() {
        lantern.db()
                .change(tx -> Epochs.restored(
                        tx, lantern.clock().instant(), lantern.clock().instant()));
    }

    private Hold held() {
        return lantern.db().read(Epochs::hold).orElseThrow();
    }

    private int claims() {
        return new Leases(lantern.db(), "other", ChannelKind.EMAIL)
                .claim(10, ALL_LANES, List.of(), lantern.clock().instant())
                .size();
    }

    private long leased() {
        return lantern.db().read(tx -> tx.createQuery("""
                        select count(*)
                          from slice_lease
                         where leased_until is not null
                           and ended_at is null
                        """).mapTo(Long.class).one());
    }
}
