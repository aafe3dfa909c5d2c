package depesche.returns.report;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.mail.refusal.Reason;
import depesche.returns.report.Returned.Bounce;
import depesche.returns.report.Returned.Complaint;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the standards ask for, and what servers write that keep to none.
class ReturnedMailTest {

    private static final String DSN = """
            From: MAILER-DAEMON@reader.example
            To: bounces+abc@lantern.example
            Subject: Undelivered Mail
            Content-Type: multipart/report; report-type=delivery-status; boundary=b

            --b
            Content-Type: text/plain

            <emil@reader.example>: host mx.reader.example said: 550 %1$s (in reply to %2$s command)

            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.paper.example

            Final-Recipient: rfc822; emil@reader.example
            Action: failed
            Status: 5.0.0
            Diagnostic-Code: smtp; 550 %1$s

            --b--
            """;

    @Test
    void aStatusNotificationNamesTheRecipientAndWhatFailed() {
        FailedRecipient emil = only(DSN.formatted("5.1.1 no such user", "RCPT TO"));

        assertThat(emil.address()).isEqualTo("emil@reader.example");
        assertThat(emil.status()).isEqualTo("5.1.1");
        assertThat(emil.hard()).isTrue();
        assertThat(emil.reason()).isEqualTo(Reason.MAILBOX);
    }

    @Test
    void onlyWhatDoesNotExistHasMovedOrTakesNoMailIsHard() {
        assertThat(hard("5.1.2 unknown host")).isTrue();
        assertThat(hard("5.1.6 mailbox has moved")).isTrue();
        assertThat(hard("5.1.10 recipient address has null MX")).isTrue();
        assertThat(hard("user unknown")).isTrue();
        assertThat(hard("5.2.1 mailbox disabled")).isFalse();
        assertThat(hard("5.2.2 mailbox full")).isFalse();
        assertThat(hard("5.7.1 blocked")).isFalse();
        assertThat(hard("5.3.4 message too big")).isFalse();
        assertThat(hard("no")).isFalse();
    }

    @Test
    void whoIsUnknownOnlyAfterTheTextWasReadIsNotHard() {
        assertThat(only(DSN.formatted("user unknown", "RCPT TO")).hard()).isTrue();
        assertThat(only(DSN.formatted("user unknown", "end of DATA")).hard()).isFalse();
        assertThat(only(DSN.formatted("5.1.0 user unknown", "RCPT TO")).hard()).isTrue();
        assertThat(only(DSN.formatted("5.1.0 user unknown", "end of DATA")).hard())
                .isFalse();
    }

    @Test
    void aRefusalOfSenderOrTextBlamesNobodysMailbox() {
        assertThat(reason("5.7.1 Client host rejected: listed by Spamhaus")).isEqualTo(Reason.SENDER_OR_POLICY);
        assertThat(reason("5.1.1 203.0.113.7 has sent to too many recipients this hour"))
                .isEqualTo(Reason.SENDER_OR_POLICY);
        assertThat(reason("5.6.0 message is not RFC 5322 compliant")).isEqualTo(Reason.CONTENT);
    }

    @Test
    void anInternationalAddressComesThroughItsEscapes() {
        FailedRecipient recipient = only("""
                From: postmaster@reader.example
                Content-Type: multipart/report; report-type=delivery-status; boundary=b

                --b
                Content-Type: message/global-delivery-status

                Reporting-MTA: dns; mx.reader.example

                Original-Recipient: utf-8; j\\x{FC}rgen@reader.example
                Final-Recipient: utf-8; jürgen@reader.example
                Action: failed
                Status: 5.1.1

                --b--
                """);

        assertThat(recipient.address()).isEqualTo("jürgen@reader.example");
        assertThat(recipient.original()).isEqualTo("jürgen@reader.example");
    }

    @Test
    void whatWasForwardedKeepsTheAddressWeWroteTo() {
        FailedRecipient recipient = only("""
                From: postmaster@work.example
                Content-Type: multipart/report; report-type=delivery-status; boundary=b

                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.work.example

                Original-Recipient: rfc822;emil@reader.example
                Final-Recipient: rfc822;emil@work.example
                Action: failed
                Status: 5.1.1
                --b--
                """);

        assertThat(recipient.address()).isEqualTo("emil@work.example");
        assertThat(recipient.original()).isEqualTo("emil@reader.example");
    }

    @Test
    void whatWasDeliveredOrOnlyRelayedIsNoBounce() {
        assertThat(what(DSN.formatted("ok", "DATA").replace("Action: failed", "Action: delivered"))
                        .word())
                .isEqualTo("other");
        assertThat(what(DSN.formatted("ok", "DATA").replace("Action: failed", "Action: relayed"))
                        .word())
                .isEqualTo("other");
    }

    @Test
    void aDelayIsLateAndNeverHard() {
        FailedRecipient emil =
                only(DSN.formatted("5.1.1 user unknown", "RCPT TO").replace("Action: failed", "Action: delayed"));

        assertThat(emil.hard()).isFalse();
        assertThat(emil.late()).isTrue();
    }

    @Test
    void aReportForPeopleOnlyIsReadToo() {
        FailedRecipient emil = only("""
                Return-Path: <>
                From: MAILER-DAEMON@mx.example
                Subject: failure notice

                Hi. This is the qmail-send program at mx.example.

                <emil@reader.example>:
                Sorry, no mailbox here by that name. (#5.1.1)

                --- Below this line is a copy of the message.

                Return-Path: <bounces+abc@lantern.example>
                To: ida@reader.example
                """);

        assertThat(emil.address()).isEqualTo("emil@reader.example");
        assertThat(emil.hard()).isTrue();
    }

    @Test
    void aGermanReportIsReadToo() {
        FailedRecipient emil = only("""
                From: Mail Delivery System <mailer-daemon@t-online.example>
                Subject: Unzustellbar: Hafen

                |------------------------- Message log follows: -------------------------|
                emil@reader.example:
                  Das Postfach des Empfängers ist voll.
                """);

        assertThat(emil.reason()).isEqualTo(Reason.FULL);
        assertThat(emil.hard()).isFalse();
    }

    @Test
    void aReplyIsFoundInWhatAReportTellsAroundIt() {
        FailedRecipient emil = only("""
                From: Mail Delivery Subsystem <mailer-daemon@mail.example>
                Subject: Delivery Status Notification (Failure)

                Delivery to the following recipient failed permanently:

                     emil@reader.example

                The message was rejected by the recipient domain. We recommend contacting the other email
                provider. The error that the other server returned was: 550 550 Address unknown (state 14).
                """);

        assertThat(emil.hard()).isFalse();
        assertThat(emil.reason()).isEqualTo(Reason.MAILBOX);
    }

    @Test
    void anAddressInAServersWordsIsNoOtherRecipient() {
        var bounce = (Bounce) what("""
                From: MAILER-DAEMON@mx.example
                Subject: Undelivered Mail Returned to Sender

                <emil@reader.example>: host mx.reader.example[203.0.113.7] said: 550 5.1.1
                    <bounces+abc@lantern.example>: unauthorized sender (in reply to RCPT TO command)
                """);

        assertThat(bounce.recipients()).hasSize(1);
        assertThat(bounce.recipients().getFirst().hard()).isFalse();
        assertThat(bounce.recipients().getFirst().reason()).isEqualTo(Reason.SENDER_OR_POLICY);
    }

    @Test
    void anIdentifierThatLooksLikeAnAddressFailedNowhere() {
        FailedRecipient emil = only("""
                From: Internet Mail Delivery <postmaster@mx.example>
                Subject: Delivery Notification: Delivery has failed

                This report relates to a message you sent with the following header fields:

                  Message-id: <0J7Y00G01P9QKM00@lantern.example>
                  From: The Lantern <alerts@lantern.example>

                Your message cannot be delivered to the following recipients:

                  Recipient address: emil@reader.example
                  Reason: Over quota
                """);

        assertThat(emil.address()).isEqualTo("emil@reader.example");
        assertThat(emil.reason()).isEqualTo(Reason.FULL);
    }

    @Test
    void aTranscriptTellsAtWhichStepTheReaderWasRefused() {
        String transcript = """
                From: MAILER-DAEMON@mx.example
                Subject: Returned mail: see transcript for details

                   ----- The following addresses had permanent fatal errors -----
                <emil@reader.example>

                   ----- Transcript of session follows -----
                >>> DATA
                <<< 550 No such user
                %s
                """;

        assertThat(only(transcript.formatted("<<< 503 5.0.0 Need RCPT (recipient)"))
                        .hard())
                .isTrue();
        assertThat(only(transcript.formatted("554 5.0.0 Service unavailable")).hard())
                .isFalse();
        assertThat(only(transcript
                                .replace("550 No such user", "450 No such user")
                                .formatted("<<< 554 5.5.1 Error: no valid recipients"))
                        .hard())
                .isFalse();
    }

    @Test
    void aMailingListThatRefusesIsABounce() {
        FailedRecipient list = only("""
                From: harbour-admin@lists.example
                Subject: You bounces@lantern.example are not member (harbour ML)
                X-MLServer: fml [fml 4.0.3]

                You are not a member of this mailing list <harbour@lists.example>.
                """);

        assertThat(list.hard()).isFalse();
        assertThat(list.reason()).isEqualTo(Reason.SENDER_OR_POLICY);
    }

    @Test
    void bytesThatAreNoUtf8AreTakenForWesternOnes() {
        byte[] mail = """
                From: MAILER-DAEMON@mx.example
                Subject: failure notice

                <emil@reader.example>:
                Usuário inexistente
                """.getBytes(StandardCharsets.ISO_8859_1);

        var bounce = (Bounce) ReturnedMail.read(mail).what();
        assertThat(bounce.recipients().getFirst().words()).contains("Usuário");
        assertThat(bounce.recipients().getFirst().hard()).isTrue();
    }

    @Test
    void aReportThatOnlySaysItWentWellIsNoBounce() {
        assertThat(what(DSN.formatted("2.1.5 ok", "DATA")
                                .replace("Action: failed\n", "")
                                .replace("Status: 5.0.0", "Status: 2.1.5"))
                        .word())
                .isEqualTo("other");
    }

    @Test
    void aComplaintNamesItsTypeAndWhomItNames() {
        var complaint = (Complaint) what("""
                From: fbl@provider.example
                Subject: FW: Hafen
                Content-Type: multipart/report; report-type=feedback-report; boundary=b

                --b
                Content-Type: message/feedback-report

                Feedback-Type: abuse
                User-Agent: Provider/1
                Version: 1
                Original-Rcpt-To: <ida@reader.example>

                --b
                Content-Type: message/rfc822

                From: alerts@lantern.example

                --b--
                """);

        assertThat(complaint).isEqualTo(new Complaint("abuse", List.of("ida@reader.example")));
    }

    @Test
    void answersOfMachinesAreNoBounces() {
        assertThat(what("From: ida@reader.example\nAuto-Submitted: auto-replied\nSubject: Re: Hafen\n\nBin weg.\n")
                        .word())
                .isEqualTo("auto-reply");
        assertThat(what("From: ida@reader.example\nAuto-Submitted: auto-generated\nSubject: Re: Hafen\n\nBin weg.\n")
                        .word())
                .isEqualTo("auto-reply");
        assertThat(what("From: ida@reader.example\nReturn-Path: <>\nSubject: Abwesenheitsnotiz\n\nBin weg.\n")
                        .word())
                .isEqualTo("auto-reply");
        assertThat(what("From: ida@reader.example\nSubject: Read: Hafen\nContent-Type: multipart/report; boundary=b\n\n"
                                + "--b\nContent-Type: message/disposition-notification\n\nDisposition: displayed\n--b--\n")
                        .word())
                .isEqualTo("auto-reply");
        assertThat(what("From: ida@reader.example\nSubject: Danke\n\nGute Zeitung!\n")
                        .word())
                .isEqualTo("other");
    }

    @Test
    void ourOwnUnsubscribeAddressTakesATokenAsSubject() {
        var token = "AAAAAAAAAAEAAAABq83vEjRWeJCrze8SNFZ4kA";

        assertThat(what("From: ida@reader.example\nTo: unsubscribe@lantern.example\nSubject: " + token + "\n\n"))
                .isEqualTo(new Returned.Unsubscribe(token));
        assertThat(what("From: ida@reader.example\nTo: unsubscribe@lantern.example\nSubject: stop it\n\n")
                        .word())
                .isEqualTo("other");
    }

    private static boolean hard(String words) {
        return only(DSN.formatted(words, "RCPT TO")).hard();
    }

    private static Reason reason(String words) {
        return only(DSN.formatted(words, "RCPT TO")).reason();
    }

    private static FailedRecipient only(String mail) {
        return ((Bounce) what(mail)).recipients().getFirst();
    }

    private static Returned what(String mail) {
        return ReturnedMail.read(mail.getBytes(StandardCharsets.UTF_8)).what();
    }
}
