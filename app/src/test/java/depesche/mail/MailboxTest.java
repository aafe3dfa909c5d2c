package depesche.mail;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.testing.TestClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailboxTest {

    @TempDir
    Path folder;

    private final TestClock clock = TestClock.at("2026-11-22T23:58:00Z");

    @Test
    void aMailIsReadAsItWasWritten() {
        var mailbox = new Mailbox(folder, clock);

        var id = mailbox.put(
                new Envelope("bounces@lantern.example", "ida@reader.example", 0), """
                From: The Lantern <news@lantern.example>\r
                Subject: =?UTF-8?Q?Feuer_am_K=C3=B6lner_Hafen?=\r
                Date: Sun, 22 Nov 2026 12:00:00 +0000\r
                Content-Type: multipart/alternative; boundary="b"\r
                \r
                --b\r
                Content-Type: text/plain; charset=utf-8\r
                Content-Transfer-Encoding: quoted-printable\r
                \r
                F=C3=BCnf\r
                ..\r
                --b\r
                Content-Type: text/html; charset=utf-8\r
                \r
                <p>five</p>\r
                --b--\r
                """.getBytes(StandardCharsets.UTF_8));

        assertThat(mailbox.read(id)).hasValueSatisfying(mail -> {
            assertThat(mail.recipient()).isEqualTo("ida@reader.example");
            assertThat(mail.from()).isEqualTo("The Lantern <news@lantern.example>");
            assertThat(mail.subject()).isEqualTo("Feuer am Kölner Hafen");
            assertThat(mail.text()).isEqualTo("Fünf\r\n.");
            assertThat(mail.html()).isEqualTo("<p>five</p>");
            assertThat(mail.source()).startsWith("Return-Path: <bounces@lantern.example>\r\nDelivered-To: ida@");
        });
    }

    @Test
    void theNewestComesFirstAndPagesGoOnWhereTheLastEnded() {
        var mailbox = new Mailbox(folder, clock);
        for (int i = 0; i < 57; i++) {
            mailbox.put(to(i), message(i));
            clock.advance(Duration.ofSeconds(i % 3 == 0 ? 0 : i));
        }

        var shown = new ArrayList<String>();
        var page = mailbox.newest(10);
        while (!page.isEmpty()) {
            page.forEach(mail -> shown.add(mail.subject()));
            page = mailbox.before(page.getLast().id(), 10);
        }

        var expected = new ArrayList<String>();
        for (int i = 56; i >= 0; i--) {
            expected.add("mail " + i);
        }
        assertThat(shown).isEqualTo(expected);
    }

    @Test
    void manyWritersLoseNothing() {
        var mailbox = new Mailbox(folder, clock);
        var other = new Mailbox(folder, clock);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 400; i++) {
                int number = i;
                threads.execute(() -> (number % 2 == 0 ? mailbox : other).put(to(number), message(number)));
            }
        }

        var subjects = new HashSet<String>();
        mailbox.newest(1_000).forEach(mail -> subjects.add(mail.subject()));
        assertThat(subjects).hasSize(400);
    }

    @Test
    void anEmptyMailboxIsEmptyAndForeignFilesAreNotMail() throws IOException {
        var mailbox = new Mailbox(folder.resolve("not-yet-there"), clock);

        assertThat(mailbox.newest(10)).isEmpty();

        Files.createDirectories(folder.resolve("not-yet-there/20261122/2358/00"));
        Files.writeString(folder.resolve("not-yet-there/20261122/2358/00/unfinished.eml.new"), "x");
        Files.writeString(folder.resolve("not-yet-there/README"), "x");
        assertThat(mailbox.newest(10)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "../../etc/passwd",
                "20261122-2358-00-../../../../../x",
                "20261122-2358-00-000000000-00000001-00000001"
            })
    void whatIsNoMailIsNotFound(String id) {
        assertThat(new Mailbox(folder, clock).read(id)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\r\n",
                "no header",
                "A: b",
                ": x\r\n\r\n",
                "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x"
            })
    void evenABrokenMailIsShown(String broken) {
        var mailbox = new Mailbox(folder, clock);

        var id = mailbox.put(to(1), broken.getBytes(StandardCharsets.UTF_8));

        assertThat(mailbox.read(id)).isPresent();
        assertThat(mailbox.newest(1)).hasSize(1);
    }

    @Test
    void itIsALineLikeAnyOther() {
        var mailbox = new Mailbox(folder, clock);
        var opening = mailbox.open();

        assertThat(opening).isInstanceOfSatisfying(Opening.Opened.class, opened -> {
            try (var line = opened.line()) {
                line.begin(to(1));
                assertThat(line.finish(message(1), to(2))).isInstanceOf(Handover.Accepted.class);
                assertThat(line.finish(message(2))).isInstanceOf(Handover.Accepted.class);
            }
        });
        assertThat(mailbox.newest(5))
                .extracting(StoredMail::recipient)
                .isEqualTo(List.of("reader2@x.example", "reader1@x.example"));
    }

    private static Envelope to(int reader) {
        return new Envelope("bounces@lantern.example", "reader" + reader + "@x.example", 0);
    }

    private static byte[] message(int number) {
        return ("Subject: mail " + number + "\r\n\r\ntext\r\n").getBytes(StandardCharsets.UTF_8);
    }
}
