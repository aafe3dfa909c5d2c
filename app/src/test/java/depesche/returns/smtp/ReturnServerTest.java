package depesche.returns.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.db.DatabaseUnavailable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The receiver of returned mail takes what is for our addresses, by the letter of RFC 5321, and nothing else.
class ReturnServerTest {

    private static final String TOKEN = "abcdefghijklmnopqrstuvwxyz234567";
    private static final String BOUNCES = "bounces+" + TOKEN + "@lantern.example";

    private final List<String> taken = new CopyOnWriteArrayList<>();
    private volatile boolean isDatabaseAway;
    private ReturnServer server;

    @BeforeEach
    void start() {
        var limits = new ReturnLimits(2, 10_000, 5_000, 2, 30, 5, Duration.ofSeconds(2), Duration.ofSeconds(20));
        var addresses = new ReturnAddresses("lantern.example", TOKEN::equals);
        server = new ReturnServer(
                new ReturnServer.Setup("lantern.example", addresses, limits, this::take), "127.0.0.1", 0);
        server.start();
    }

    private void take(byte[] mail, String recipient) {
        if (isDatabaseAway) {
            throw new DatabaseUnavailable(new IllegalStateException("away"));
        }
        taken.add(recipient + "\n" + new String(mail, StandardCharsets.ISO_8859_1));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aBounceIsTakenInWithItsDotsUnstuffed() {
        try (var client = RawClient.to(server.port())) {
            client.says("220");
            client.sends("EHLO mx.reader.example", "250");
            client.sends("MAIL FROM:<> SIZE=100 BODY=8BITMIME SMTPUTF8", "250");
            client.sends("RCPT TO:<" + BOUNCES + ">", "250");
            client.sends("DATA", "354");
            client.sends("Subject: failure\r\n\r\n..dot\r\n...\r\nend\r\n.", "250");
            client.sends("QUIT", "221");
        }

        assertThat(taken).containsExactly(BOUNCES + "\nSubject: failure\r\n\r\n.dot\r\n..\r\nend\r\n");
    }

    @Test
    void nothingIsRelayedAndNoOtherAddressIsTaken() {
        try (var client = RawClient.greeted(server.port())) {
            client.sends("MAIL FROM:<>", "250");
            client.sends("RCPT TO:<ida@reader.example>", "550");
            client.sends("RCPT TO:<ada@lantern.example>", "550");
            client.sends("RCPT TO:<bounces+" + TOKEN.replace('a', 'b') + "@lantern.example>", "550");
            client.sends("RCPT TO:<bounces+" + TOKEN + "@other.example>", "550");
            client.sends("RCPT TO:<bounces+" + TOKEN + "%other.example@other.example>", "421");
        }

        assertThat(taken).isEmpty();
    }

    @Test
    void bouncesUnsubscribeAndComplaintsHaveAddressesInAnyCase() {
        try (var client = RawClient.greeted(server.port())) {
            for (String address : List.of(
                    BOUNCES.toUpperCase(Locale.ROOT),
                    "unsubscribe@lantern.example",
                    "abuse@Lantern.Example",
                    "fbl@lantern.example")) {
                client.sends("MAIL FROM:<someone@reader.example>", "250");
                client.sends("RCPT TO:<" + address + ">", "250");
                client.sends("RSET", "250");
            }
        }
    }

    @Test
    void commandsWorkInTheirOrderOnly() {
        try (var client = RawClient.to(server.port())) {
            client.says("220");
            client.sends("MAIL FROM:<>", "503");
            client.sends("HELO", "501");
            client.sends("HELO mx.reader.example", "250");
            client.sends("DATA", "503");
            client.sends("MAIL FROM:<>", "250");
            client.sends("MAIL FROM:<>", "503");
            client.sends("NOOP", "250");
            client.sends("VRFY ida", "252");
            client.sends("WHAT", "421");
        }
    }

    @Test
    void whatIsSentAheadIsAnsweredInOrder() {
        try (var client = RawClient.greeted(server.port())) {
            client.send("MAIL FROM:<>\r\nRCPT TO:<" + BOUNCES + ">\r\nRCPT TO:<x@y.example>\r\nDATA\r\n");
            client.says("250");
            client.says("250");
            client.says("550");
            client.says("354");
            client.sends("Subject: x\r\n\r\n.", "250");
        }

        assertThat(taken).hasSize(1);
    }

    @Test
    void aMailSmuggledBehindABareLineEndIsRefused() {
        for (String end : List.of("\n.\n", "\n.\r\n", "\r.\r", "\r\n.\n")) {
            try (var client = RawClient.greeted(server.port())) {
                client.sends("MAIL FROM:<>", "250");
                client.sends("RCPT TO:<" + BOUNCES + ">", "250");
                client.sends("DATA", "354");
                client.send(
                        "Subject: x\r\n\r\ntext" + end + "MAIL FROM:<>\r\nRCPT TO:<" + BOUNCES + ">\r\nDATA\r\n.\r\n");
                client.says("554");
            }
        }

        assertThat(taken).isEmpty();
    }

    @Test
    void whatIsTooLongIsReadToItsEndAndRefused() {
        try (var client = RawClient.greeted(server.port())) {
            client.sends("MAIL FROM:<> SIZE=10001", "552");
            client.sends("MAIL FROM:<>", "250");
            client.sends("RCPT TO:<" + BOUNCES + ">", "250");
            client.sends("DATA", "354");
            client.sends("x".repeat(20_000) + "\r\n.", "552");
            client.sends("NOOP " + "x".repeat(3_000), "500");
            client.sends("NOOP", "250");
        }

        assertThat(taken).isEmpty();
    }

    @Test
    void ofALongMailTheStartIsKept() {
        try (var client = RawClient.greeted(server.port())) {
            client.sends("MAIL FROM:<>", "250");
            client.sends("RCPT TO:<" + BOUNCES + ">", "250");
            client.sends("DATA", "354");
            client.sends(("line of text\r\n".repeat(600)) + ".", "250");
        }

        assertThat(taken).hasSize(1);
        assertThat(taken.getFirst().length()).isBetween(4_900, 5_200);
    }

    @Test
    void whileTheDatabaseIsAwayTheSenderKeepsTheMail() {
        isDatabaseAway = true;
        try (var client = RawClient.greeted(server.port())) {
            client.sends("MAIL FROM:<>", "250");
            client.sends("RCPT TO:<" + BOUNCES + ">", "250");
            client.sends("DATA", "354");
            client.sends("Subject: x\r\n\r\n.", "451");
            isDatabaseAway = false;
            client.sends("MAIL FROM:<>", "250");
            client.sends("RCPT TO:<" + BOUNCES + ">", "250");
            client.sends("DATA", "354");
            client.sends("Subject: x\r\n\r\n.", "250");
        }

        assertThat(taken).hasSize(1);
    }

    @Test
    void recipientsConnectionsCommandsAndTimeAreLimited() {
        try (var client = RawClient.greeted(server.port());
                var second = RawClient.greeted(server.port());
                var third = RawClient.to(server.port())) {
            third.says("421");
            client.sends("MAIL FROM:<>", "250");
            client.sends("RCPT TO:<" + BOUNCES + ">", "250");
            client.sends("RCPT TO:<abuse@lantern.example>", "250");
            client.sends("RCPT TO:<fbl@lantern.example>", "452");
            for (int i = 0; i < 25; i++) {
                client.sends("NOOP", "250");
            }
            client.says("421");
            second.says("421");
        }
    }

    @Test
    void whoGoesInTheMiddleLeavesNothing() {
        try (var client = RawClient.greeted(server.port())) {
            client.sends("MAIL FROM:<>", "250");
            client.sends("RCPT TO:<" + BOUNCES + ">", "250");
            client.sends("DATA", "354");
            client.send("Subject: x\r\n\r\nhalf of it");
        }
        try (var client = RawClient.greeted(server.port())) {
            client.sends("NOOP", "250");
        }

        assertThat(taken).isEmpty();
    }
}
