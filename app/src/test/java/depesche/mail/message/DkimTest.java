package depesche.mail.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DkimTest {

    private static final Dkim LANTERN = new Dkim("lantern.example", "depesche", RsaDkimKey.generate());
    private static final Holes IDA = new Holes(
            "ida@reader.example", "7.1@lantern.example", "6.1@lantern.example", "UNSUB-scribe_1", "me.token~2");

    private static final Dkim EDWARDS = new Dkim("lantern.example", "edwards", Ed25519DkimKey.generate());

    private static DkimVerifier verifier;
    private static DkimVerifier second;

    @BeforeAll
    static void start() {
        verifier = DkimVerifier.of(LANTERN);
        second = DkimVerifier.secondOf(LANTERN);
    }

    @AfterAll
    static void stop() {
        verifier.close();
        second.close();
    }

    @Test
    void aSecondSignatureStandsBesideTheFirstAndBothAreGood() {
        var press = MailPress.signing(LANTERN, EDWARDS);
        try (var verifierOfEdwards = DkimVerifier.of(EDWARDS)) {
            for (long seed = 0; seed < 20; seed++) {
                var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
                var message = press.fill(MailTemplate.of(oddDraft(random), LANTERN, EDWARDS), reader(random));

                assertThat(text(message)).contains("a=rsa-sha256", "a=ed25519-sha256", "s=depesche", "s=edwards");
                assertThat(verifier.verify(message)).isEqualTo("good");
                assertThat(second.verify(message)).isEqualTo("good");
                assertThat(verifierOfEdwards.verify(message)).isEqualTo("good");
            }
        }
    }

    @Test
    void anEd25519KeyIsReadBackAsItWasKept() {
        var key = (Ed25519DkimKey) EDWARDS.key();
        var again = Ed25519DkimKey.ofKept(key.kept());

        assertThat(again.dnsRecord())
                .isEqualTo(key.dnsRecord())
                .startsWith("v=DKIM1; k=ed25519; p=")
                .hasSize(66);
        assertThat(again.pkcs8()).isEqualTo(key.pkcs8());
    }

    @Test
    void otherVerifiersFindEverySignatureGood() {
        var press = MailPress.signing(LANTERN);
        for (long seed = 0; seed < 200; seed++) {
            var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            var template = MailTemplate.of(oddDraft(random), LANTERN);

            for (int reader = 0; reader < 3; reader++) {
                var message = press.fill(template, reader(random));

                assertThat(verifier.verify(message))
                        .as("seed %d:%n%s", seed, text(message))
                        .isEqualTo("good");
                assertThat(second.verify(message))
                        .as("seed %d:%n%s", seed, text(message))
                        .isEqualTo("good");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: The",
                "To: ida",
                "Subject: Fire",
                "Date: Sun",
                "Message-ID: <7",
                "List-Unsubscribe: <https",
                "List-Unsubscribe-Post: List",
                "X-Depesche-Kind: new",
                "MIME-Version: 1",
                "Content-Type: multipart",
                "text body",
                "html body",
                "Auto-Submitted: auto",
            })
    void aChangedByteBreaksIt(String place) {
        var message = text(MailPress.signing(LANTERN).fill(MailTemplate.of(plainDraft(), LANTERN), IDA));
        assertThat(verifier.verify(bytes(message))).isEqualTo("good");

        var changed = message.replace(place, place.substring(0, place.length() - 1) + "#");

        assertThat(changed).isNotEqualTo(message);
        assertThat(verifier.verify(bytes(changed))).startsWith("bad");
    }

    @ParameterizedTest
    @ValueSource(strings = {"From", "To", "Subject", "Date"})
    void aSecondHeaderOfThatNameBreaksIt(String name) {
        var message = text(MailPress.signing(LANTERN).fill(MailTemplate.of(plainDraft(), LANTERN), IDA));

        assertThat(verifier.verify(bytes(name + ": eve@evil.example\r\n" + message)))
                .startsWith("bad");
    }

    @Test
    void whatRelaysMayDoToAMessageDoesNotBreakIt() {
        var message = text(MailPress.signing(LANTERN).fill(MailTemplate.of(plainDraft(), LANTERN), IDA));

        var relayed = "Received: from a by b\r\n"
                + message.replace("Subject: Fire", "SUBJECT:   Fire").replace("; boundary", ";\r\n\tboundary")
                + "\r\n\r\n";

        assertThat(verifier.verify(bytes(relayed))).isEqualTo("good");
    }

    @Test
    void everyHeaderIsUnderTheSignature() {
        var message = text(MailPress.signing(LANTERN).fill(MailTemplate.of(plainDraft(), LANTERN), IDA));

        var signature = message.substring(0, message.indexOf("\r\nFrom:")).replaceAll("\r\n ", "");
        assertThat(signature)
                .contains("a=rsa-sha256; c=relaxed/relaxed;d=lantern.example; s=depesche;")
                .contains("h=from:to:subject:date:message-id:auto-submitted:list-unsubscribe:list-unsubscribe-post"
                        + ":x-depesche-kind:mime-version:content-type:from:to:subject:date;")
                .doesNotContain("l=");
        assertThat(message.lines()).allMatch(line -> line.length() <= 78);
    }

    @Test
    void aKeyComesBackAsItWasKept() {
        var key = RsaDkimKey.ofPkcs8(LANTERN.key().pkcs8());

        assertThat(key.dnsRecord()).isEqualTo(LANTERN.key().dnsRecord()).startsWith("v=DKIM1; k=rsa; p=MIIBI");
        assertThatThrownBy(() -> RsaDkimKey.ofPkcs8(new byte[] {1, 2})).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPressSignsOnlyForItsOwnKey() {
        var other = new Dkim("lantern.example", "depesche", RsaDkimKey.generate());
        var template = MailTemplate.of(plainDraft(), LANTERN);

        assertThatThrownBy(() -> MailPress.signing(other).fill(template, IDA))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> MailPress.unsigned().fill(template, IDA)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theJdkSignsWhatAmazonSigns() {
        var bytes = bytes("The Lantern");

        assertThat(RsaSigner.of((RsaDkimKey) LANTERN.key()).sign(bytes, bytes.length))
                .isEqualTo(RsaSigner.ofJdk((RsaDkimKey) LANTERN.key()).sign(bytes, bytes.length));
    }

    private static MailDraft plainDraft() {
        return new MailDraft(
                new MailHeader.Named("From", "The Lantern", "news@lantern.example"),
                "Fire in the harbour",
                Instant.parse("2026-11-22T12:00:00Z"),
                List.of(
                        new MailHeader.Plain("Auto-Submitted", "auto-generated"),
                        new MailHeader.Plain(
                                "List-Unsubscribe",
                                "<https://lantern.example/unsubscribe/" + Hole.UNSUBSCRIBE.marker() + ">"),
                        new MailHeader.Plain("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
                        new MailHeader.Plain("X-Depesche-Kind", "new")),
                "text body\n\n\n",
                "<p>html body " + Hole.ME.marker() + "</p>\n");
    }

    private static MailDraft oddDraft(RandomGenerator random) {
        var headers = new ArrayList<MailHeader>();
        headers.add(new MailHeader.Plain("X-Trailing", "spaces  at   the end" + " ".repeat(random.nextInt(4))));
        headers.add(
                new MailHeader.Plain("X-Leading", " ".repeat(random.nextInt(3)) + "x".repeat(random.nextInt(200) + 1)));
        headers.add(new MailHeader.Plain("X-Many", "word ".repeat(random.nextInt(80)) + "end"));
        headers.add(new MailHeader.Words("X-Words", Nasty.line(random)));
        headers.add(new MailHeader.Words("X-Empty", ""));
        headers.add(new MailHeader.Named("List-Id", Nasty.line(random), "topic-4.lantern.example"));
        headers.add(new MailHeader.Plain(
                "List-Unsubscribe",
                "<https://lantern.example/u/" + Hole.UNSUBSCRIBE.marker() + ">,  <mailto:u+" + Hole.UNSUBSCRIBE.marker()
                        + "@x>"));
        headers.add(new MailHeader.Plain("References", "<" + Hole.REFERENCE.marker() + ">"));
        return new MailDraft(
                new MailHeader.Named("From", Nasty.line(random), "news@lantern.example"),
                Nasty.line(random),
                Instant.ofEpochSecond(random.nextLong(4_000_000_000L)),
                headers,
                Nasty.text(random) + Hole.RECIPIENT.marker() + Nasty.text(random),
                Nasty.text(random) + Hole.ME.marker() + "\n" + Hole.RECIPIENT.marker());
    }

    private static Holes reader(RandomGenerator random) {
        var name = "i" + "da=&'".repeat(random.nextInt(10)) + (random.nextInt(4) == 0 ? "ö" : "");
        return new Holes(
                name + "@reader.example",
                random.nextInt() + "." + random.nextInt(9) + "@lantern.example",
                "6.1@lantern.example",
                Long.toHexString(random.nextLong()),
                Long.toHexString(random.nextLong()));
    }

    private static String text(byte[] message) {
        return new String(message, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String message) {
        return message.getBytes(StandardCharsets.UTF_8);
    }
}
