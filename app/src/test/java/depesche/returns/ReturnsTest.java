package depesche.returns;

import static depesche.returns.ReturningLantern.report;
import static org.assertj.core.api.Assertions.assertThat;

import depesche.account.Suppression.Why;
import depesche.returns.Taken.Act;
import depesche.testing.SmtpSink;
import depesche.testing.SmtpSink.Received;
import depesche.testing.TestNewsroom;
import depesche.testing.Waiting;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What comes of a returned mail: the reader whom a token of ours names, and nobody else.
class ReturnsTest {

    private static final SmtpSink sink = SmtpSink.start();

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.sendingTo(sink.port());

    private static final ReturningLantern lantern = new ReturningLantern(newsroom, sink);

    @BeforeAll
    static void topics() {
        lantern.topic("harbour");
        lantern.topic("weather");
    }

    @AfterAll
    static void stop() {
        sink.close();
    }

    @Test
    void aDeadAddressIsSuppressedAndNoOther() {
        Received mail = mailTo("emil1@reader.example");

        Taken taken = lantern.take(report(mail.sender(), "emil1@reader.example", "5.1.1", "user unknown"));

        assertThat(taken.act()).isEqualTo(Act.SUPPRESSED);
        assertThat(taken.delivery()).isPresent();
        assertThat(lantern.suppressed("emil1@reader.example")).contains(Why.BOUNCED);
        lantern.follows("ida1@reader.example", "weather");
        assertThat(lantern.suppressed("ida1@reader.example")).isEmpty();
    }

    @Test
    void theSameMailAgainChangesNothingWhateverItsLineEndsAndTrace() {
        Received mail = mailTo("emil2@reader.example");
        String bounce = report(mail.sender(), "emil2@reader.example", "4.2.2", "mailbox full");

        assertThat(lantern.take(bounce).act()).isEqualTo(Act.COUNTED);
        assertThat(lantern.take(bounce).act()).isEqualTo(Act.NOTHING);
        assertThat(lantern.take(bounce.replace("\n", "\r\n")).act()).isEqualTo(Act.NOTHING);
        assertThat(lantern.take("Received: from mx\n\tby mx2; today\n" + bounce).act())
                .isEqualTo(Act.NOTHING);
    }

    @Test
    void withoutAValidTokenNobodyIsTouched() {
        Received mail = mailTo("emil3@reader.example");
        char first = mail.sender().charAt("bounces+".length());
        String forged = mail.sender().replaceFirst("\\+.", first == 'a' ? "+b" : "+a");

        Taken none = lantern.take(report("bounces@lantern.example", "emil3@reader.example", "5.1.1", "user unknown"));
        Taken wrong = lantern.take(report(forged, "emil3@reader.example", "5.1.1", "user unknown"));

        assertThat(none.act()).isEqualTo(Act.NOTHING);
        assertThat(wrong.act()).isEqualTo(Act.NOTHING);
        assertThat(wrong.why()).contains("no token of ours");
        assertThat(lantern.suppressed("emil3@reader.example")).isEmpty();
    }

    @Test
    void serversMayChangeTheCaseOfTokenAndAddress() {
        Received mail = mailTo("emil4@reader.example");

        Taken taken = lantern.take(
                report(mail.sender().toUpperCase(Locale.ROOT), "EMIL4@Reader.Example", "5.1.1", "user unknown"));

        assertThat(taken.act()).isEqualTo(Act.SUPPRESSED);
    }

    @Test
    void aReportAboutAnotherAddressCountsButSuppressesNobody() {
        Received mail = mailTo("emil5@reader.example");

        Taken other = lantern.take(report(mail.sender(), "emil@work.example", "5.1.1", "user unknown"));
        Taken passedOn = lantern.take(report(mail.sender(), "emil@work.example", "5.1.1", "no such user")
                .replace("Action: failed", "Original-Recipient: rfc822;emil5@reader.example\nAction: failed"));

        assertThat(other.act()).isEqualTo(Act.COUNTED);
        assertThat(passedOn.act()).isEqualTo(Act.COUNTED);
        assertThat(lantern.suppressed("emil5@reader.example")).isEmpty();
        assertThat(lantern.suppressed("emil5@reader.example")).isEmpty();
    }

    @Test
    void marksOfTwoDeliveriesNameNone() {
        Received one = mailTo("emil6@reader.example");
        Received two = mailTo("emil6b@reader.example");

        Taken taken = lantern.take(report(one.sender(), "emil6@reader.example", "5.1.1", "user unknown")
                .replaceFirst("To: ", "To: <" + two.sender() + ">, "));

        assertThat(taken.act()).isEqualTo(Act.NOTHING);
    }

    @Test
    void aComplaintSuppressesAndItsOppositeDoesNot() {
        Received mail = mailTo("emil7@reader.example");

        assertThat(lantern.take(complaint(mail, "not-spam")).act()).isEqualTo(Act.NOTHING);
        assertThat(lantern.suppressed("emil7@reader.example")).isEmpty();
        assertThat(lantern.take(complaint(mail, "abuse")).act()).isEqualTo(Act.SUPPRESSED);
        assertThat(lantern.suppressed("emil7@reader.example")).contains(Why.COMPLAINED);
    }

    @Test
    void answersOfMachinesAndDelaysAreNotHeldAgainstTheReader() {
        Received mail = mailTo("emil8@reader.example");

        Taken away = lantern.take("From: emil8@reader.example\nTo: " + mail.sender()
                + "\nAuto-Submitted: auto-replied\nSubject: Abwesend\n\nBis Montag.\n");
        Taken late = lantern.take(report(mail.sender(), "emil8@reader.example", "4.4.1", "timed out")
                .replace("Action: failed", "Action: delayed"));

        assertThat(away.act()).isEqualTo(Act.NOTHING);
        assertThat(away.what().word()).isEqualTo("auto-reply");
        assertThat(late.act()).isEqualTo(Act.NOTHING);
    }

    @Test
    void refusalsOfSenderOrTextNeverSuppressAndTheDeskSeesThem() {
        for (int i = 0; i < 7; i++) {
            Received mail = mailTo("emil9@reader.example");
            assertThat(lantern.take(report(mail.sender(), "emil9@reader.example", "5.7.1", "blocked by policy " + i))
                            .act())
                    .isEqualTo(Act.COUNTED);
            lantern.pass(Duration.ofDays(2));
        }

        assertThat(lantern.suppressed("emil9@reader.example")).isEmpty();
        int seen = newsroom.rooms()
                .ground()
                .db()
                .read(tx -> Bounces.refusedForUs(tx, newsroom.clock().instant().minus(Duration.ofDays(30))));
        assertThat(seen).isGreaterThanOrEqualTo(7);
    }

    @Test
    void fiveSoftOnesInARowOverAWeekSuppress() {
        for (int i = 0; i < 4; i++) {
            assertThat(softBounceOfANewMail("emil10@reader.example").act()).isEqualTo(Act.COUNTED);
            lantern.pass(Duration.ofDays(2));
        }

        assertThat(softBounceOfANewMail("emil10@reader.example").act()).isEqualTo(Act.SUPPRESSED);
        assertThat(lantern.suppressed("emil10@reader.example")).contains(Why.BOUNCED);
    }

    @Test
    void fiveWithinOneDayAreNoRow() {
        for (int i = 0; i < 6; i++) {
            assertThat(softBounceOfANewMail("emil11@reader.example").act()).isEqualTo(Act.COUNTED);
        }
    }

    @Test
    void aMailThatArrivedInBetweenBeginsTheRowAnew() {
        for (int i = 0; i < 3; i++) {
            softBounceOfANewMail("emil12@reader.example");
            lantern.pass(Duration.ofDays(2));
        }
        mailTo("emil12@reader.example");
        lantern.pass(Duration.ofDays(6));
        for (int i = 0; i < 4; i++) {
            assertThat(softBounceOfANewMail("emil12@reader.example").act()).isEqualTo(Act.COUNTED);
            lantern.pass(Duration.ofDays(2));
        }

        assertThat(lantern.suppressed("emil12@reader.example")).isEmpty();
    }

    @Test
    void aFreshYesStandsAgainstWhatWasSentBeforeIt() {
        Received mail = mailTo("emil15@reader.example");
        lantern.pass(Duration.ofDays(1));
        lantern.follows(
                "emil15@reader.example", "emil15", newsroom.clock().instant().toString());

        Taken taken = lantern.take(report(mail.sender(), "emil15@reader.example", "5.1.1", "user unknown"));

        assertThat(taken.act()).isEqualTo(Act.NOTHING);
        assertThat(lantern.suppressed("emil15@reader.example")).isEmpty();
    }

    @Test
    void aMailToUnsubscribeEndsTheFollowsAsTheLinkDoes() {
        Received mail = mailTo("emil13@reader.example");
        String token = unsubscribeToken(mail);
        String leave = "From: emil13@reader.example\nTo: unsubscribe@lantern.example\nSubject: " + token + "\n\n";

        assertThat(lantern.take(leave).act()).isEqualTo(Act.UNSUBSCRIBED);
        assertThat(lantern.take(leave).act()).isEqualTo(Act.NOTHING);
        assertThat(lantern.take(leave.replace(token, "A".repeat(token.length())))
                        .act())
                .isEqualTo(Act.NOTHING);
    }

    @Test
    void aMailToUnsubscribeFromADigestEndsWhatItToldOf() {
        String email = "emil16@reader.example";
        lantern.topic("emil16");
        lantern.follows(email, "emil16", "daily", "2026-01-01T00:00:00Z");
        newsroom.settle();
        lantern.announce("Nur vom Hafen", "emil16");
        lantern.pass(Duration.ofDays(1));
        newsroom.settle();
        Waiting.until("a digest", () -> !sink.receivedBy(email).isEmpty());
        Received digest = sink.receivedBy(email).getLast();
        assertThat(digest.header("X-Depesche-Kind")).isEqualTo("digest");

        Taken taken = lantern.take(
                "From: " + email + "\nTo: unsubscribe@lantern.example\nSubject: " + unsubscribeToken(digest) + "\n\n");

        assertThat(taken.act()).isEqualTo(Act.UNSUBSCRIBED);
    }

    private static String unsubscribeToken(Received mail) {
        String link = mail.header("List-Unsubscribe");
        return link.substring(link.indexOf("subject=") + "subject=".length(), link.lastIndexOf('>'))
                .replaceAll("\\s", "");
    }

    @Test
    void aDryRunSaysWhatWouldBeDoneAndDoesNothing() {
        Received mail = mailTo("emil14@reader.example");
        byte[] bounce = report(mail.sender(), "emil14@reader.example", "5.1.1", "user unknown")
                .getBytes(StandardCharsets.UTF_8);

        Taken weighed = newsroom.rooms().returns().returns().weigh(bounce, "");

        assertThat(weighed.act()).isEqualTo(Act.SUPPRESSED);
        assertThat(lantern.suppressed("emil14@reader.example")).isEmpty();
        assertThat(newsroom.rooms().returns().returns().take(bounce, "").act()).isEqualTo(Act.SUPPRESSED);
    }

    private static Taken softBounceOfANewMail(String email) {
        Received mail = mailTo(email);
        return lantern.take(report(mail.sender(), email, "4.2.2", "mailbox full"));
    }

    /// Each reader has a topic of their own, so that no test waits for the mails of another.
    private static Received mailTo(String email) {
        String topic = email.substring(0, email.indexOf('@'));
        if (sink.receivedBy(email).isEmpty()) {
            lantern.topic(topic);
            lantern.follows(email, topic);
        }
        return lantern.publish("Sturm " + sink.received().size(), topic, email);
    }

    private static String complaint(Received mail, String type) {
        return """
                From: fbl@provider.example
                To: fbl@lantern.example
                Subject: FW: Sturm
                Content-Type: multipart/report; report-type=feedback-report; boundary=b

                --b
                Content-Type: message/feedback-report

                Feedback-Type: %s
                Version: 1
                Original-Mail-From: <%s>

                --b
                Content-Type: message/rfc822

                From: alerts@lantern.example
                Message-ID: %s

                --b--
                """.formatted(type, mail.sender(), mail.header("Message-ID"));
    }
}
