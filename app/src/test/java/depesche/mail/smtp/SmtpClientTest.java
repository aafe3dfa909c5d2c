package depesche.mail.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.config.MailSettings.Login;
import depesche.config.MailSettings.MailServer;
import depesche.config.MailSettings.Tls;
import depesche.mail.Envelope;
import depesche.mail.Handover;
import depesche.mail.Opening;
import depesche.mail.SmtpReply;
import depesche.testing.SmtpSink;
import depesche.testing.SmtpSink.Offer;
import depesche.testing.TestCertificate;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpClientTest {

    private static final SmtpTimeouts TIMEOUTS = SmtpTimeouts.all(Duration.ofSeconds(10));
    private static final TestCertificate CERTIFICATE = TestCertificate.of("ip:127.0.0.1");

    private final SmtpSink sink = SmtpSink.start();

    @AfterEach
    void close() {
        sink.close();
    }

    @Test
    void requiredTlsIsUsedWhenTheCertificateBearsTheName() {
        sink.speakTls(CERTIFICATE.server());

        var handover = sendOne(Tls.REQUIRED, CERTIFICATE.trusting());

        assertThat(handover).isInstanceOf(Handover.Accepted.class);
        assertThat(sink.received()).allMatch(SmtpSink.Received::encrypted).hasSize(1);
        assertThat(sink.talk()).filteredOn(line -> line.startsWith("EHLO")).hasSize(2);
        assertThat(sink.faults()).isEmpty();
    }

    @Test
    void requiredTlsIsRefusedWhenNobodyVouchesForTheCertificate() throws Exception {
        sink.speakTls(CERTIFICATE.server());

        var opening = open(Tls.REQUIRED, SSLContext.getDefault(), Optional.empty());

        assertThat(opening).isInstanceOf(Opening.Insecure.class);
        assertThat(sink.received()).isEmpty();
    }

    @Test
    void requiredTlsIsRefusedWhenTheCertificateBearsAnotherName() {
        var other = TestCertificate.of("dns:other.example");
        sink.speakTls(other.server());

        var opening = open(Tls.REQUIRED, other.trusting(), Optional.empty());

        assertThat(opening).isInstanceOf(Opening.Insecure.class);
    }

    @Test
    void requiredTlsIsRefusedWhenTheServerDoesNotOfferIt() {
        var opening = open(Tls.REQUIRED, CERTIFICATE.trusting(), Optional.empty());

        assertThat(opening).isEqualTo(new Opening.Insecure("the server does not offer STARTTLS"));
    }

    @Test
    void opportunisticTlsAsksForNoCertificate() {
        sink.speakTls(CERTIFICATE.server());

        assertThat(sendOne(Tls.OPPORTUNISTIC, CERTIFICATE.trusting())).isInstanceOf(Handover.Accepted.class);
        assertThat(sink.received()).allMatch(SmtpSink.Received::encrypted).hasSize(1);
    }

    @Test
    void opportunisticTlsGoesInClearWhereTheServerHasNoneOrCannotDoIt() throws Exception {
        assertThat(sendOne(Tls.OPPORTUNISTIC, CERTIFICATE.trusting())).isInstanceOf(Handover.Accepted.class);
        var broken = SSLContext.getInstance("TLS");
        broken.init(null, null, null);
        sink.speakTls(broken);

        assertThat(sendOne(Tls.OPPORTUNISTIC, CERTIFICATE.trusting())).isInstanceOf(Handover.Accepted.class);
        assertThat(sink.received()).noneMatch(SmtpSink.Received::encrypted).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n250 2.1.0 injected", "\r\nx"})
    void plainTextBehindStartTlsIsNeverTakenForTheServersWord(String injected) {
        sink.speakTls(CERTIFICATE.server()).injectAfterStartTls(injected);

        var opening = open(Tls.REQUIRED, CERTIFICATE.trusting(), Optional.empty());

        assertThat(opening).isInstanceOf(Opening.Insecure.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLAIN", "LOGIN", "CRAM-MD5 LOGIN PLAIN"})
    void aLoginIsGivenTheWayTheServerWants(String mechanisms) {
        sink.requireLogin("lantern", "pässwörd").offerLoginBy(mechanisms);

        var opening = open(Tls.NEVER, CERTIFICATE.trusting(), Optional.of(new Login("lantern", "pässwörd")));

        assertThat(sent(opening)).isInstanceOf(Handover.Accepted.class);
    }

    @Test
    void aWrongPasswordIsTheServersNo() {
        sink.requireLogin("lantern", "secret");

        var opening = open(Tls.NEVER, CERTIFICATE.trusting(), Optional.of(new Login("lantern", "guess")));

        assertThat(opening).isEqualTo(new Opening.TurnedAway(new SmtpReply(535, "5.7.8 wrong name or password")));
    }

    @Test
    void aLoginIsNotToldInAWayTheServerDoesNotOffer() {
        var opening = open(Tls.NEVER, CERTIFICATE.trusting(), Optional.of(new Login("lantern", "secret")));

        assertThat(opening).isEqualTo(new Opening.Insecure("the server offers neither AUTH PLAIN nor AUTH LOGIN"));
    }

    @Test
    void aLoginIsNotToldInClearToAnotherMachine() throws IOException {
        var ours = InetAddress.getLocalHost();
        if (ours.isLoopbackAddress()) {
            return;
        }
        try (var listener = new ServerSocket(0, 5, ours)) {
            var heard = new AtomicReference<>("");
            Thread.ofVirtual().start(() -> answerAsServerWithLogin(listener, heard));
            var server = new MailServer(
                    ours.getHostAddress(),
                    listener.getLocalPort(),
                    Optional.of(new Login("lantern", "secret")),
                    Tls.NEVER);

            var opening = new SmtpClient(server, "lantern.example", TIMEOUTS, TlsUpgrade.of(server)).open();

            assertThat(opening).isEqualTo(new Opening.Insecure("login without TLS"));
            assertThat(heard.get()).doesNotContain("AUTH");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"554 5.7.1 go away", "421 4.7.0 too many", "554-no\r\n554 never"})
    void aServerMayTurnUsAwayAtTheDoor(String greeting) {
        sink.greet(greeting);

        assertThat(open(Tls.NEVER, CERTIFICATE.trusting(), Optional.empty())).isInstanceOf(Opening.TurnedAway.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSH-2.0-OpenSSH_9.2", "HTTP/1.1 400 Bad Request", ""})
    void whatIsNoMailServerIsUnreachable(String greeting) {
        sink.greet(greeting);

        assertThat(open(Tls.NEVER, CERTIFICATE.trusting(), Optional.empty())).isInstanceOf(Opening.Unreachable.class);
    }

    @Test
    void whereNobodyListensNothingIsThrown() {
        sink.close();

        assertThat(open(Tls.NEVER, CERTIFICATE.trusting(), Optional.empty())).isInstanceOf(Opening.Unreachable.class);
        var nowhere = new MailServer("nowhere.invalid", 25, Optional.empty(), Tls.NEVER);
        assertThat(new SmtpClient(nowhere, "lantern.example").open())
                .isEqualTo(new Opening.Unreachable("unknown host nowhere.invalid"));
    }

    @Test
    void aServerThatKnowsOnlyHeloIsSpokenToPlainly() throws IOException {
        try (var listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answerAsOldServer(listener));
            var server = new MailServer("127.0.0.1", listener.getLocalPort(), Optional.empty(), Tls.OPPORTUNISTIC);

            var opening = new SmtpClient(server, "lantern.example", TIMEOUTS, TlsUpgrade.of(server)).open();

            assertThat(sent(opening)).isEqualTo(new Handover.Accepted(new SmtpReply(250, "ok")));
        }
    }

    @Test
    void aServerThatStopsReadingIsLeftAfterItsTime() throws IOException {
        try (var listener = new ServerSocket()) {
            listener.setReceiveBufferSize(4096);
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            var done = new CountDownLatch(1);
            Thread.ofVirtual().start(() -> answerAndReadNoMore(listener, done));
            var server = new MailServer("127.0.0.1", listener.getLocalPort(), Optional.empty(), Tls.NEVER);
            var timeouts = SmtpTimeouts.all(Duration.ofMillis(300));
            var opening = new SmtpClient(server, "lantern.example", timeouts, TlsUpgrade.of(server)).open();

            try (var line = ((Opening.Opened) opening).line()) {
                line.begin(new Envelope("bounces@lantern.example", "ida@reader.example", 0));
                var large = ("x".repeat(70) + "\r\n").repeat(300_000).getBytes(StandardCharsets.UTF_8);

                assertThat(line.finish(large)).isEqualTo(new Handover.Lost(Handover.Moment.AFTER_DOT, "timed out"));
            }
            done.countDown();
        }
    }

    @Test
    void manyLinesAreOpenAtOnce() {
        for (int i = 0; i < 20; i++) {
            assertThat(sendOne(Tls.NEVER, CERTIFICATE.trusting())).isInstanceOf(Handover.Accepted.class);
        }
        assertThat(sink.connections()).isEqualTo(20);
        assertThat(sink.without(Offer.PIPELINING).faults()).isEmpty();
    }

    private Handover sendOne(Tls level, SSLContext trusted) {
        return sent(open(level, trusted, Optional.empty()));
    }

    private static Handover sent(Opening opening) {
        assertThat(opening).isInstanceOf(Opening.Opened.class);
        try (var line = ((Opening.Opened) opening).line()) {
            line.begin(new Envelope("bounces@lantern.example", "ida@reader.example", 0));
            return line.finish("Subject: hello\r\n\r\nhello\r\n".getBytes(StandardCharsets.UTF_8));
        }
    }

    private Opening open(Tls level, SSLContext trusted, Optional<Login> login) {
        var server = new MailServer("127.0.0.1", sink.port(), login, level);
        var tls = level == Tls.REQUIRED ? new TlsUpgrade(trusted, "127.0.0.1", true) : TlsUpgrade.of(server);
        return new SmtpClient(server, "lantern.example", TIMEOUTS, tls).open();
    }

    private static void answerAsServerWithLogin(ServerSocket listener, AtomicReference<String> heard) {
        try (var socket = listener.accept()) {
            socket.getOutputStream().write("220 x\r\n".getBytes(StandardCharsets.US_ASCII));
            var in = socket.getInputStream();
            heard.accumulateAndGet(new String(in.readNBytes(22), StandardCharsets.US_ASCII), String::concat);
            socket.getOutputStream().write("250-x\r\n250 AUTH PLAIN\r\n".getBytes(StandardCharsets.US_ASCII));
            heard.accumulateAndGet(new String(in.readAllBytes(), StandardCharsets.US_ASCII), String::concat);
        } catch (IOException _) {
            // The client went away.
        }
    }

    private static void answerAndReadNoMore(ServerSocket listener, CountDownLatch done) {
        try (var socket = listener.accept()) {
            var out = socket.getOutputStream();
            out.write("220 x\r\n".getBytes(StandardCharsets.US_ASCII));
            out.write("250 PIPELINING\r\n250 ok\r\n250 ok\r\n354 go\r\n".getBytes(StandardCharsets.US_ASCII));
            done.await();
        } catch (IOException | InterruptedException _) {
            // The client went away.
        }
    }

    private static void answerAsOldServer(ServerSocket listener) {
        try (var socket = listener.accept();
                var in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            var out = socket.getOutputStream();
            out.write("220 old\r\n".getBytes(StandardCharsets.US_ASCII));
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                var answer = line.startsWith("EHLO") ? "500 what?" : line.equals("DATA") ? "354 go" : "250 ok";
                boolean inMessage = line.startsWith("Subject") || line.isEmpty() || line.equals("hello");
                if (!inMessage) {
                    out.write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
                }
            }
        } catch (IOException _) {
            // The client went away.
        }
    }
}
