package depesche.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import depesche.mail.Envelope;
import depesche.mail.Handover;
import depesche.mail.Handover.Accepted;
import depesche.mail.Handover.Deferred;
import depesche.mail.Handover.Lost;
import depesche.mail.Handover.Moment;
import depesche.mail.Handover.Refused;
import depesche.mail.Handover.Step;
import depesche.mail.MailLine;
import depesche.mail.Opening;
import depesche.mail.SmtpReply;
import depesche.testing.SmtpSink;
import depesche.testing.SmtpSink.Offer;
import depesche.testing.SmtpSink.Reaction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpConnectionTest {

    private static final String LANTERN = "bounces@lantern.example";
    private static final String IDA = "ida@reader.example";
    private static final String EMIL = "emil@reader.example";
    private static final String TOM = "tom@reader.example";
    private final SmtpSink sink = SmtpSink.start();

    @AfterEach
    void everythingSentKeptTheRules() {
        sink.close();
        assertThat(sink.faults()).isEmpty();
    }

    @Test
    void messagesGoOutOneAfterTheOtherWithTheirOwnEnvelope() {
        try (var line = open()) {
            line.begin(to(IDA));
            var first = line.finish(message("one"), to(TOM));
            var second = line.finish(message("two"));

            assertThat(first).isEqualTo(new Accepted(new SmtpReply(250, "2.0.0 taken")));
            assertThat(second).isInstanceOf(Accepted.class);
        }

        assertThat(sink.received()).extracting(SmtpSink.Received::recipient).containsExactly(IDA, TOM);
        assertThat(sink.received()).extracting(SmtpSink.Received::sender).containsOnly(LANTERN);
        assertThat(sink.received().getFirst().message()).isEqualTo("Subject: one\r\n\r\none\r\n");
        assertThat(sink.talk()).endsWith("QUIT");
    }

    @Test
    void withoutPipeliningEachCommandWaitsForItsAnswer() {
        sink.without(Offer.PIPELINING);
        try (var line = open()) {
            line.begin(to(IDA));
            line.finish(message("one"), to(EMIL));
            line.finish(message("two"));
        }

        assertThat(sink.received()).extracting(SmtpSink.Received::recipient).containsExactly(IDA, EMIL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"with", "without"})
    void aRefusedRecipientHarmsNeitherTheOneBeforeNorTheOneAfter(String pipelining) {
        if (pipelining.equals("without")) {
            sink.without(Offer.PIPELINING);
        }
        sink.refuse(EMIL, "550-5.1.1 <emil@reader.example>:\r\n550 5.1.1 no such mailbox");
        try (var line = open()) {
            line.begin(to(IDA));
            var first = line.finish(message("one"), to(EMIL));
            var second = line.finish(message("two"), to(TOM));
            var third = line.finish(message("three"));

            assertThat(first).isInstanceOf(Accepted.class);
            assertThat(second)
                    .isEqualTo(new Refused(
                            Step.RCPT, new SmtpReply(550, "5.1.1 <emil@reader.example>: 5.1.1 no such mailbox")));
            assertThat(third).isInstanceOf(Accepted.class);
        }

        assertThat(sink.received()).extracting(SmtpSink.Received::recipient).containsExactly(IDA, TOM);
    }

    @Test
    void aServerThatStartsDataWithoutRecipientGetsALoneDotAndNoMessage() {
        sink.startDataWithoutRecipient().refuse(EMIL, "450 4.2.1 later");
        try (var line = open()) {
            line.begin(to(EMIL));
            var first = line.finish(message("one"), to(EMIL));
            var second = line.finish(message("two"), to(IDA));
            var third = line.finish(message("three"));

            assertThat(first).isEqualTo(new Deferred(Step.RCPT, new SmtpReply(450, "4.2.1 later")));
            assertThat(second).isEqualTo(first);
            assertThat(third).isInstanceOf(Accepted.class);
        }

        assertThat(sink.received()).extracting(SmtpSink.Received::recipient).containsExactly(IDA);
    }

    @ParameterizedTest
    @ValueSource(strings = {"with", "without"})
    void aRefusedSenderIsToldAsSuch(String pipelining) {
        if (pipelining.equals("without")) {
            sink.without(Offer.PIPELINING);
        }
        sink.react(Step.MAIL, LANTERN, 1, new Reaction.Say("451 4.7.1 slow down"));
        try (var line = open()) {
            line.begin(to(IDA));
            var first = line.finish(message("one"), to(IDA));
            var second = line.finish(message("one"));

            assertThat(first).isEqualTo(new Deferred(Step.MAIL, new SmtpReply(451, "4.7.1 slow down")));
            assertThat(second).isInstanceOf(Accepted.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"with", "without"})
    void afterARefusedDataTheNextEnvelopeStartsAfresh(String pipelining) {
        if (pipelining.equals("without")) {
            sink.without(Offer.PIPELINING);
        }
        sink.react(Step.DATA, IDA, 1, new Reaction.Say("452 4.3.1 disk full"));
        try (var line = open()) {
            line.begin(to(IDA));
            var first = line.finish(message("one"), to(TOM));
            var second = line.finish(message("two"), to(IDA));
            var third = line.finish(message("three"));

            assertThat(first).isEqualTo(new Deferred(Step.DATA, new SmtpReply(452, "4.3.1 disk full")));
            assertThat(second).isInstanceOf(Accepted.class);
            assertThat(third).isInstanceOf(Accepted.class);
        }
    }

    @Test
    void aRefusalAtTheDotConcernsOnlyItsMessage() {
        sink.react(Step.DOT, IDA, 1, new Reaction.Say("554 5.7.1 spam"));
        try (var line = open()) {
            line.begin(to(IDA));
            var first = line.finish(message("one"), to(TOM));
            var second = line.finish(message("two"));

            assertThat(first).isEqualTo(new Refused(Step.DOT, new SmtpReply(554, "5.7.1 spam")));
            assertThat(second).isInstanceOf(Accepted.class);
        }
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void aServerThatClosesDefersTheMessageAndEndsTheLine(Step step) {
        sink.react(step, step == Step.MAIL ? LANTERN : IDA, 1, new Reaction.Say("421 4.3.2 going down"));
        try (var line = open()) {
            line.begin(to(IDA));
            var outcome = line.finish(message("one"), to(TOM));

            assertThat(outcome).isEqualTo(new Deferred(step, new SmtpReply(421, "4.3.2 going down")));
            assertThat(line.isOpen()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void aLostConnectionSaysWhetherTheMessageIsInDoubt(Step step) {
        sink.react(step, step == Step.MAIL ? LANTERN : IDA, 1, new Reaction.HangUp());
        try (var line = open()) {
            line.begin(to(IDA));
            var outcome = line.finish(message("one"), to(TOM));

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Lost.class,
                            lost -> assertThat(lost.moment())
                                    .isEqualTo(step == Step.DOT ? Moment.AFTER_DOT : Moment.BEFORE_DOT));
            assertThat(line.isOpen()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void aSilentServerIsLeftAfterItsTime(Step step) {
        sink.react(step, step == Step.MAIL ? LANTERN : IDA, 1, new Reaction.Silence());
        try (var line = open(SmtpTimeouts.all(Duration.ofMillis(150)))) {
            line.begin(to(IDA));
            var outcome = line.finish(message("one"));

            assertThat(outcome)
                    .isEqualTo(new Lost(step == Step.DOT ? Moment.AFTER_DOT : Moment.BEFORE_DOT, "timed out"));
        }
    }

    @Test
    void aServerThatGivesUpWhileWeComposeHasNotGotTheMessage() {
        sink.react(Step.DATA, IDA, 1, new Reaction.Say("354 go ahead\r\n421 4.4.2 too slow"));
        try (var line = open()) {
            line.begin(to(IDA));
            var outcome = line.finish(message("one"));

            assertThat(outcome).isInstanceOf(Deferred.class);
            assertThat(line.isOpen()).isFalse();
        }
        assertThat(sink.received()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "25",
                "999 what",
                "250+fine",
                "100 wait",
                "250-first\r\n550 second",
                "354 go on",
            })
    void nonsenseEndsTheLineAndNeverThrows(String nonsense) {
        sink.react(Step.RCPT, IDA, 1, new Reaction.Say(nonsense));
        try (var line = open()) {
            line.begin(to(IDA));
            var outcome = line.finish(message("one"));

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Lost.class, lost -> assertThat(lost.moment()).isEqualTo(Moment.BEFORE_DOT));
            assertThat(line.isOpen()).isFalse();
        }
    }

    @Test
    void nonsenseAfterTheDotLeavesTheMessageInDoubt() {
        sink.react(Step.DOT, IDA, 1, new Reaction.Say("354 more"));
        try (var line = open()) {
            line.begin(to(IDA));
            var outcome = line.finish(message("one"));

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Lost.class, lost -> assertThat(lost.moment()).isEqualTo(Moment.AFTER_DOT));
        }
    }

    @Test
    void aReplyWithoutEndIsNotReadForEver() {
        sink.react(Step.RCPT, IDA, 1, new Reaction.Say("250 " + "x".repeat(5_000)));
        sink.react(Step.RCPT, TOM, 1, new Reaction.Say("250-x\r\n".repeat(1_000) + "250 x"));
        try (var line = open();
                var other = open()) {
            line.begin(to(IDA));
            other.begin(to(TOM));

            assertThat(line.finish(message("one")))
                    .isEqualTo(new Lost(Moment.BEFORE_DOT, "reply line of more than 2000 bytes"));
            assertThat(other.finish(message("two")))
                    .isEqualTo(new Lost(Moment.BEFORE_DOT, "reply of more than 200 lines"));
        }
    }

    @Test
    void aReplyIsKeptShortAndWithoutControlCharacters() {
        sink.refuse(IDA, "550 5.7.1 \u001b[31mno\u0007 " + "long ".repeat(300));
        try (var line = open()) {
            line.begin(to(IDA));

            assertThat(line.finish(message("one")))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.reply().text())
                                    .startsWith("5.7.1 ?[31mno? long")
                                    .hasSizeLessThanOrEqualTo(500));
        }
    }

    @Test
    void whatTheServerCannotTakeIsNotAsked() {
        sink.without(Offer.SMTP_UTF8);
        try (var line = open()) {
            line.begin(to("jörg@reader.example"));
            var utf8 = line.finish(message("one"), new Envelope(LANTERN, IDA, 2_000_000));
            var large = line.finish(message("two"), to(TOM));
            var third = line.finish(message("three"));

            assertThat(utf8).isEqualTo(new Handover.Unsuitable("the server does not offer SMTPUTF8"));
            assertThat(large).isEqualTo(new Handover.Unsuitable("message of 2000000 bytes; the server takes 1000000"));
            assertThat(third).isInstanceOf(Accepted.class);
        }
    }

    @Test
    void anAddressInUtf8IsToldAsSuch() {
        try (var line = open()) {
            line.begin(to("jörg@reader.example"));

            assertThat(line.finish(message("one"))).isInstanceOf(Accepted.class);
        }
        assertThat(sink.talk()).contains("MAIL FROM:<" + LANTERN + "> BODY=8BITMIME SMTPUTF8");
        assertThat(sink.receivedBy("jörg@reader.example")).hasSize(1);
    }

    @Test
    void theSizeIsToldToAServerThatAsksForIt() {
        try (var line = open()) {
            line.begin(new Envelope("", IDA, 1234));
            line.finish(message("one"));
        }
        assertThat(sink.talk()).contains("MAIL FROM:<> SIZE=1234");
    }

    @Test
    void theNextEnvelopeTravelsWithTheDot() {
        sink.react(Step.DOT, IDA, 1, new Reaction.AwaitMore());
        try (var line = open(SmtpTimeouts.all(Duration.ofSeconds(2)))) {
            line.begin(to(IDA));

            assertThat(line.finish(message("one"), to(TOM))).isInstanceOf(Accepted.class);
            assertThat(line.finish(message("two"))).isInstanceOf(Accepted.class);
        }
    }

    @Test
    void dotsAtLineStartsArriveAsTheyWere() {
        try (var line = open()) {
            line.begin(to(IDA));
            line.finish("Subject: dots\r\n\r\n...\r\n..end\r\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(sink.received().getFirst().message()).endsWith("\r\n\r\n..\r\n.end\r\n");
    }

    @Test
    void aCallerThatBreaksTheOrderIsTold() {
        try (var line = open()) {
            assertThatThrownBy(() -> line.finish(message("one"))).isInstanceOf(IllegalStateException.class);
            line.begin(to(IDA));
            assertThatThrownBy(() -> line.begin(to(IDA))).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> line.finish("no end".getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private MailLine open() {
        return open(SmtpTimeouts.all(Duration.ofSeconds(20)));
    }

    private MailLine open(SmtpTimeouts timeouts) {
        var server = sink.server();
        var opening = new SmtpClient(server, "lantern.example", timeouts, TlsUpgrade.of(server)).open();
        assertThat(opening).isInstanceOf(Opening.Opened.class);
        return ((Opening.Opened) opening).line();
    }

    private static Envelope to(String recipient) {
        return new Envelope(LANTERN, recipient, 0);
    }

    private static byte[] message(String text) {
        return ("Subject: " + text + "\r\n\r\n" + text + "\r\n").getBytes(StandardCharsets.UTF_8);
    }
}
