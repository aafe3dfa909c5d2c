package depesche.returns.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import depesche.testing.TestData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever comes in is read in bounded time, or is something else; nothing of it throws.
class HostileReturnsTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int MEGABYTE = 1024 * 1024;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@",
                "@",
                "<",
                "5.1.1 ",
                "user ",
                "mailbox quota exceed ",
                "\n",
                "\r",
                ">>> MAIL\n",
                "<<< 5\n",
                "Final-Recipient: rfc822; a@b.example\n\n",
                "Content-Type: message/delivery-status\n\n",
                "--b\nContent-Type: multipart/mixed; boundary=b\n\n",
                "550 <a@b.example>... ",
                "=?utf-8?q?=",
                "\\x{FFFFFF}",
                "{\"notificationType\":",
                "\u0000"
            })
    void aMegabyteOfOneThingIsReadInTime(String piece) {
        String body = piece.repeat(MEGABYTE / piece.length());
        for (String head : new String[] {
            "",
            "From: mailer-daemon@x.example\nSubject: failure notice\n\n",
            "From: mailer-daemon@x.example\nContent-Type: multipart/report; boundary=b\n\n--b\n",
            "From: mailer-daemon@x.example\nContent-Type: message/delivery-status\n\n",
            "Content-Type: text/html\nFrom: postmaster@x.example\n\n",
            "Subject: "
        }) {
            byte[] mail = (head + body).getBytes(StandardCharsets.UTF_8);

            assertTimeoutPreemptively(SOON, () -> ReturnedMail.read(mail));
        }
    }

    @Test
    void bytesOfNoMeaningAreSomethingElse() {
        var random = new Random(7);
        for (int i = 0; i < 300; i++) {
            byte[] bytes = new byte[random.nextInt(3000)];
            random.nextBytes(bytes);

            assertThat(ReturnedMail.read(bytes).what().word()).isEqualTo("other");
        }
        assertThat(ReturnedMail.read(new byte[0]).what().word()).isEqualTo("other");
    }

    @Test
    void realMailsOfEveryKindAndTheirDamagedFormsAreRead() throws IOException {
        var random = new Random(11);
        for (String folder : new String[] {"mail-mime", "nasty-text", "mail-bounces/maildir/err"}) {
            try (Stream<Path> files = Files.walk(TestData.at(folder))) {
                for (Path file : files.filter(Files::isRegularFile).limit(200).toList()) {
                    byte[] bytes = Files.readAllBytes(file);
                    for (int i = 0; i < 5; i++) {
                        assertThat(ReturnedMail.read(bytes).what()).isNotNull();
                        bytes = damaged(bytes, random);
                    }
                }
            }
        }
    }

    @Test
    void everyMailOfTheCollectionIsReadWithWhateverIsDoneToIt() throws IOException {
        int read = 0;
        try (Stream<Path> files = Files.walk(TestData.at("mail-bounces"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String mail = Files.readString(file, StandardCharsets.ISO_8859_1);
                String lines = mail.replace("\r\n", "\n").replace('\r', '\n');
                for (String form : List.of(
                        mail,
                        lines.replace("\n", "\r\n"),
                        lines.replace('\n', '\r'),
                        lines.replace(' ', '\u0000'),
                        lines.replaceAll("(?i)charset=[^;\\s]+", "charset=no-such-charset"),
                        lines.replaceAll("(?i)boundary=", "border="),
                        lines.substring(0, lines.length() / 3),
                        lines.substring(lines.length() / 2))) {
                    assertThatItKeepsItsBounds(form);
                }
                read++;
            }
        }
        assertThat(read).isGreaterThan(500);
    }

    @Test
    void partsInPartsInPartsAreReadAsDeepAsIsBearable() {
        var nested = new StringBuilder("From: mailer-daemon@x.example\nContent-Type: multipart/mixed; boundary=b0\n\n");
        for (int i = 0; i < 400; i++) {
            nested.append("--b%d\nContent-Type: multipart/mixed; boundary=b%d\n\n".formatted(i, i + 1));
        }
        var wrapped = new StringBuilder();
        for (int i = 0; i < 400; i++) {
            wrapped.append("From: mailer-daemon@x.example\nContent-Type: message/rfc822\n\n");
        }
        var many = "Content-Type: multipart/report; boundary=b\n\n"
                + "--b\nContent-Type: message/delivery-status\n\nFinal-Recipient: rfc822; a@b.example\n".repeat(9_000);

        for (String mail : List.of(nested.toString(), wrapped.toString(), many)) {
            assertTimeoutPreemptively(SOON, () -> assertThatItKeepsItsBounds(mail));
        }
    }

    @Test
    void headersWithoutEndOrNumberAndNoHeadersAtAllAreRead() {
        for (String mail : List.of(
                "Final-Recipient: rfc822; " + "x".repeat(MEGABYTE),
                "Content-Type: message/delivery-status\n\nFinal-Recipient: rfc822; " + "x".repeat(MEGABYTE),
                "X-Failed-Recipients: a@b.example\n".repeat(30_000),
                "Subject: a\n\tb\n".repeat(60_000),
                "550 user unknown",
                "\n\n\n")) {
            assertTimeoutPreemptively(SOON, () -> assertThatItKeepsItsBounds(mail));
        }
    }

    /// What is made of a mail goes into a database and a line of JSON.
    private static void assertThatItKeepsItsBounds(String mail) {
        var what = ReturnedMail.read(mail.getBytes(StandardCharsets.ISO_8859_1)).what();
        if (what instanceof Returned.Bounce(var recipients)) {
            assertThat(recipients).hasSizeLessThanOrEqualTo(500);
            for (FailedRecipient recipient : recipients) {
                assertThat(recipient.address()).hasSizeLessThanOrEqualTo(400);
                assertThat(recipient.original()).hasSizeLessThanOrEqualTo(400);
                assertThat(recipient.status()).hasSizeLessThanOrEqualTo(11);
                assertThat(recipient.words()).hasSizeLessThanOrEqualTo(1_500);
            }
        }
    }

    private static byte[] damaged(byte[] bytes, Random random) {
        byte[] damaged = bytes.clone();
        for (int i = 0; i < damaged.length / 50; i++) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        return damaged;
    }
}
