package depesche.mail;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.mail.message.Dkim;
import depesche.mail.message.DkimVerifier;
import depesche.mail.message.MailHeader;
import depesche.mail.message.RsaDkimKey;
import depesche.mail.smtp.SmtpClient;
import depesche.testing.SmtpSink;
import depesche.testing.SmtpSink.Reaction;
import depesche.testing.TestClock;
import depesche.text.EmailAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MailerTest {

    private static final Dkim DKIM = new Dkim("lantern.example", "depesche", RsaDkimKey.generate());

    private final SmtpSink sink = SmtpSink.start();
    private final Mailer mailer = new Mailer(
            new SmtpClient(sink.server(), "lantern.example"),
            () -> new MailHeader.Named("From", "The Lantern", "news@lantern.example"),
            "bounces@lantern.example",
            List.of(DKIM),
            TestClock.at("2026-11-22T12:00:00Z"));

    @AfterEach
    void close() {
        sink.close();
        assertThat(sink.faults()).isEmpty();
    }

    @Test
    void aConfirmationGoesOutSignedAndWithTheSameIdOnEachAttempt() {
        sink.react(Handover.Step.DOT, "*", 1, new Reaction.HangUp());

        var first = mailer.send(confirmation());
        var second = mailer.send(confirmation());

        assertThat(first).isInstanceOf(Mailer.Result.Deferred.class);
        assertThat(second).isInstanceOf(Mailer.Result.Accepted.class);
        assertThat(sink.receivedBy("ida@reader.example"))
                .hasSize(2)
                .extracting(mail -> mail.header("Message-ID"))
                .containsOnly("<confirm-17@lantern.example>");
        assertThat(sink.received().getLast().header("X-Depesche-Kind")).isEqualTo("confirm");
        assertThat(sink.received().getLast().header("Auto-Submitted")).isEqualTo("auto-generated");
        assertThat(sink.received().getLast().sender()).isEqualTo("bounces@lantern.example");
    }

    @Test
    void anotherVerifierFindsItsSignatureGood() {
        try (var verifier = DkimVerifier.of(DKIM)) {
            mailer.send(confirmation());

            var message = sink.received().getFirst().message();
            assertThat(verifier.verify(message.getBytes(StandardCharsets.UTF_8)))
                    .isEqualTo("good");
        }
    }

    @Test
    void aRefusalIsFinalAndAServerThatIsAwayIsNot() {
        sink.refuse("ida@reader.example", "550 5.1.1 no such mailbox");

        assertThat(mailer.send(confirmation())).isEqualTo(new Mailer.Result.Refused("550 5.1.1 no such mailbox"));
        sink.greet("421 4.3.2 too busy");
        assertThat(mailer.send(confirmation())).isEqualTo(new Mailer.Result.Deferred("421 4.3.2 too busy"));
        sink.close();
        assertThat(mailer.send(confirmation())).isInstanceOf(Mailer.Result.Deferred.class);
    }

    private static OutgoingMail confirmation() {
        return new OutgoingMail(
                "confirm-17",
                "confirm",
                new EmailAddress("ida@reader.example"),
                "Bitte bestätigen",
                "https://lantern.example/follow/confirm/abc\n",
                "<p><a href=\"https://lantern.example/follow/confirm/abc\">Bestätigen</a></p>");
    }
}
