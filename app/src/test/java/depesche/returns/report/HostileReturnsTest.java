package depesche.returns.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import depesche.testing.TestData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

    private static byte[] damaged(byte[] bytes, Random random) {
        byte[] damaged = bytes.clone();
        for (int i = 0; i < damaged.length / 50; i++) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        return damaged;
    }
}
