package depesche.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.account.ReaderId;
import depesche.account.Readers;
import depesche.account.Secrets;
import depesche.alert.AlertId;
import depesche.mail.Handover.Step;
import depesche.testing.SmtpSink;
import depesche.testing.SmtpSink.Reaction;
import depesche.testing.TestDatabase;
import depesche.testing.Waiting;
import depesche.text.EmailAddress;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A reader who takes another address while an alert goes out.
class MovedReaderTest {

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
    void theServerOfTheOldAddressDoesNotEndMailToTheNewOne() {
        lantern.topic("moving", "Umzug", "Moving", "");
        lantern.reader("first@reader.example", "de", "moving");
        ReaderId ida = lantern.reader("ida@old.example", "de", "moving");
        ReaderId emil = lantern.reader("emil@old.example", "de", "moving");
        sink.refuse("ida@old.example", "550 5.1.1 no such user").refuse("emil@old.example", "550 5.1.1 no such user");
        var answer = new CountDownLatch(1);
        sink.react(Step.DOT, "first@reader.example", 1, new Reaction.Wait(answer));
        lantern.node(sink, 1);
        AlertId alert = lantern.publish("Umzug", "moving");
        Waiting.until("the first is under way", () -> !sink.talk().isEmpty());

        move(ida, "ida@new.example");
        answer.countDown();
        var report = lantern.awaitDone(alert);

        assertThat(report.counts().refused()).isEqualTo(2);
        assertThat(isSuppressed(emil)).isTrue();
        assertThat(isSuppressed(ida)).isFalse();
    }

    private void move(ReaderId reader, String address) {
        var readers = Readers.of(new Secrets(db.database()));
        db.database().change(tx -> {
            readers.lockNumbers(tx);
            readers.move(
                    tx,
                    readers.lockedById(tx, reader).orElseThrow(),
                    new EmailAddress(address),
                    lantern.clock().instant());
        });
    }

    private static boolean isSuppressed(ReaderId reader) {
        return db.database()
                .read(tx -> tx.createQuery("select suppressed_at is not null from reader where id = :id")
                        .bind("id", reader.value())
                        .mapTo(Boolean.class)
                        .one());
    }
}
