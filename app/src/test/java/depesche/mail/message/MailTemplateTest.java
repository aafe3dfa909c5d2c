package depesche.mail.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.TextBody;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.apache.james.mime4j.stream.MimeConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailTemplateTest {

    private static final int SEEDS = 150;
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Holes IDA = new Holes(
            "ida@reader.example", "7.1@lantern.example", "6.1@lantern.example", "UNSUB-scribe_1", "me.token~2");

    @Test
    void aReaderFindsSubjectTextAndHtmlAsTheyWereWritten() throws IOException {
        for (long seed = 0; seed < SEEDS; seed++) {
            var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            var subject = Nasty.line(random);
            var text = Nasty.text(random);
            var html = Nasty.text(random);

            var message = parsed(filled(draft(Nasty.line(random), subject, text, html), IDA));

            assertThat(message.getSubject()).as("subject, seed %d", seed).isEqualTo(withoutControls(subject));
            assertThat(part(message, 0)).as("text, seed %d", seed).isEqualTo(lines(text));
            assertThat(part(message, 1)).as("html, seed %d", seed).isEqualTo(lines(html));
        }
    }

    @Test
    void ourOwnReaderFindsTheSame() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            var subject = Nasty.line(random);
            var text = Nasty.text(random);
            var html = Nasty.text(random);

            var message = MimePart.read(filled(draft("The Lantern", subject, text, html), IDA));

            assertThat(message.header("Subject").orElse("")).isEqualTo(withoutControls(subject));
            assertThat(message.text("text/plain").map(MailTemplateTest::lines)).contains(lines(text));
            assertThat(message.text("text/html").map(MailTemplateTest::lines)).contains(lines(html));
        }
    }

    @Test
    void noLineIsLongAndNoneBeginsWithADot() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            var draft = draft(Nasty.line(random), Nasty.line(random), withHoles(random), withHoles(random));

            var message = new String(filled(draft, IDA), StandardCharsets.ISO_8859_1);

            assertThat(message).endsWith("\r\n");
            assertThat(message.replace("\r\n", "")).doesNotContain("\r", "\n");
            assertThat(message.lines().filter(line -> line.length() > 76 || line.startsWith(".")))
                    .as("seed %d", seed)
                    .isEmpty();
            assertThat(message.chars().allMatch(c -> c < 0x7f)).isTrue();
        }
    }

    @Test
    void aValueStandsInEachOfItsHolesWhereverTheyAre() throws IOException {
        for (long seed = 0; seed < SEEDS; seed++) {
            var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            var text = withHoles(random);
            var html = withHoles(random);
            var long_ = "\"" + "o'=&.ö".repeat(10) + "\"@" + "x".repeat(60) + ".reader.example";
            var holes =
                    new Holes(long_, "7.1@lantern.example", "6.1@lantern.example", "U".repeat(Hole.ME.longest()), "-");

            var bytes = filled(draft("The Lantern", "Holes", text, html), holes);

            var message = parsed(bytes);
            assertThat(part(message, 0)).as("text, seed %d", seed).isEqualTo(lines(filledIn(text, holes, long_)));
            var escaped = long_.replace("&", "&amp;").replace("\"", "&quot;").replace("'", "&#39;");
            assertThat(part(message, 1)).as("html, seed %d", seed).isEqualTo(lines(filledIn(html, holes, escaped)));
            var body = new String(bytes, StandardCharsets.ISO_8859_1).split("\r\n\r\n", 2)[1];
            assertThat(body.lines().filter(line -> line.length() > 76)).isEmpty();
        }
    }

    @Test
    void theHeadersSayWhoWritesToWhomAndHowToLeave() throws IOException {
        var message =
                new String(filled(draft("Tom & \"The\" Lantern", "Fire", "text", "html"), IDA), StandardCharsets.UTF_8);

        assertThat(message)
                .startsWith(
                        "From: \"Tom & \\\"The\\\" Lantern\" <news@lantern.example>\r\nTo: ida@reader.example\r\n"
                                + "Subject: Fire\r\nDate: Sun, 22 Nov 2026 12:00:00 +0000\r\nMessage-ID: <7.1@lantern.example>\r\n")
                .contains("\r\nReferences: <6.1@lantern.example>\r\n")
                .contains("\r\nList-Id: =?UTF-8?Q?B=C3=BCrger?=\r\n <topic-4.lantern.example>\r\n")
                .contains("\r\nList-Unsubscribe: <https://lantern.example/unsubscribe/UNSUB-scribe_1>,\r\n"
                        + " <mailto:unsubscribe+UNSUB-scribe_1@lantern.example>\r\n")
                .contains(
                        "\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=\"=_depesche\"\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\r\nBcc: eve@evil.example",
                "a\nBcc: eve@evil.example",
                "a\rBcc: eve@evil.example",
                "\r\n\r\nbody",
                "a\u2028Bcc: eve@evil.example",
                "a\u0000b",
                "a\u0085Bcc: eve@evil.example",
            })
    void noSubjectOrNameStartsAnotherHeader(String hostile) throws IOException {
        var bytes = filled(draft(hostile, hostile, "text", "html"), IDA);

        var message = parsed(bytes);
        assertThat(message.getHeader().getFields("Bcc")).isEmpty();
        assertThat(message.getHeader().getFields()).hasSize(10);
        assertThat(message.getSubject()).isEqualTo(hostile.replaceAll("[\\p{Cntrl}\u0085\u2028]", " "));
    }

    @Test
    void headersForProgramsTakeNothingThatIsNotPlain() {
        assertThatThrownBy(() -> new MailHeader.Plain("X-Odd", "a\r\nb")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MailHeader.Plain("X-Odd", "ä")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MailHeader.Plain("X-Odd", " ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MailHeader.Plain("X Odd", "a")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MailHeader.Words("X:", "a")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MailHeader.Named("List-Id", "a", "b> <c"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {".a", "a b", "a=b", "a\r\n", "a\uFDD0", "ä", "a/b", "a<b"})
    void whatIsNoTokenFillsNoHole(String token) {
        assertThatThrownBy(() -> new Holes("ida@reader.example", "7@x", "", token, "me"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Holes("ida@reader.example", token + "@x@", "", "u", "me"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aHoleWithoutValueIsABug() {
        var template = MailTemplate.of(draft("The Lantern", "Fire", "me: " + Hole.ME.marker(), ""));

        assertThatThrownBy(() -> MailPress.unsigned().fill(template, Holes.of("ida@reader.example", "7@x")))
                .hasMessageContaining("REFERENCE");
    }

    @Test
    void theBoundOfTheSizeHolds() {
        var text = "ä".repeat(300) + Hole.RECIPIENT.marker();
        var template = MailTemplate.of(draft("The Lantern", "Fire", text, text));
        var longest = "\"" + "'".repeat(150) + "ö".repeat(50) + "\"@" + "x".repeat(43) + ".example";

        var filled =
                MailPress.unsigned().fill(template, new Holes(longest, "7@x", "6@x", "u".repeat(75), "m".repeat(75)));

        assertThat(filled.length).isLessThanOrEqualTo(template.maxSize());
    }

    private static String withHoles(RandomGenerator random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            var hole = Hole.values()[random.nextInt(Hole.values().length)];
            text.append(random.nextInt(3) == 0 ? "" : Nasty.text(random)).append(hole.marker());
        }
        return text.append(random.nextBoolean() ? Nasty.line(random) : "").toString();
    }

    private static String filledIn(String text, Holes holes, String recipient) {
        var filled = text;
        for (var hole : Hole.values()) {
            filled = filled.replace(hole.marker(), hole == Hole.RECIPIENT ? recipient : holes.value(hole));
        }
        return filled;
    }

    static MailDraft draft(String name, String subject, String text, String html) {
        return new MailDraft(
                new MailHeader.Named("From", name, "news@lantern.example"),
                subject,
                NOON,
                List.of(
                        new MailHeader.Plain("References", "<" + Hole.REFERENCE.marker() + ">"),
                        new MailHeader.Named("List-Id", "Bürger", "topic-4.lantern.example"),
                        new MailHeader.Plain(
                                "List-Unsubscribe",
                                "<https://lantern.example/unsubscribe/" + Hole.UNSUBSCRIBE.marker()
                                        + ">, <mailto:unsubscribe+" + Hole.UNSUBSCRIBE.marker() + "@lantern.example>")),
                text,
                html);
    }

    private static byte[] filled(MailDraft draft, Holes holes) {
        return MailPress.unsigned().fill(MailTemplate.of(draft), holes);
    }

    private static Message parsed(byte[] bytes) throws IOException {
        var builder = new DefaultMessageBuilder();
        builder.setMimeEntityConfig(MimeConfig.PERMISSIVE);
        return builder.parseMessage(new ByteArrayInputStream(bytes));
    }

    private static String part(Message message, int number) throws IOException {
        var part = ((Multipart) message.getBody()).getBodyParts().get(number);
        try (var in = ((TextBody) part.getBody()).getInputStream()) {
            return lines(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static String lines(String text) {
        return text.replace("\r\n", "\n");
    }

    private static String withoutControls(String subject) {
        return subject.replaceAll("\\p{Cntrl}", " ");
    }
}
