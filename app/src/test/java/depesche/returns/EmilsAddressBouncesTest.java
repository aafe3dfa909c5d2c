package depesche.returns;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.account.Suppression.Why;
import depesche.returns.smtp.RawClient;
import depesche.returns.smtp.ReturnAddresses;
import depesche.returns.smtp.ReturnLimits;
import depesche.returns.smtp.ReturnServer;
import depesche.testing.SmtpSink;
import depesche.testing.SmtpSink.Received;
import depesche.testing.TestNewsroom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The whole way round: an alert goes out, its bounce comes back over SMTP, and the next article does not reach Emil.
class EmilsAddressBouncesTest {

    private static final String IDA = "ida@reader.example";
    private static final String EMIL = "emil@reader.example";
    private static final SmtpSink sink = SmtpSink.start();

    @RegisterExtension
    static final TestNewsroom newsroom = TestNewsroom.sendingTo(sink.port());

    private final ReturningLantern lantern = new ReturningLantern(newsroom, sink);

    @AfterAll
    static void stop() {
        sink.close();
    }

    @Test
    void theNextArticleReachesIdaAndNotEmil() {
        lantern.topic("harbour");
        lantern.follows(IDA, "harbour");
        lantern.follows(EMIL, "harbour");
        Received first = lantern.publish("Sturm schließt Hafen", "harbour", EMIL);
        var returns = newsroom.rooms().returns().returns();
        var addresses = new ReturnAddresses("lantern.example", returns::isOurs);
        var setup = new ReturnServer.Setup("lantern.example", addresses, ReturnLimits.usual(), returns::take);

        try (var server = new ReturnServer(setup, "127.0.0.1", 0)) {
            server.start();
            String answer = RawClient.mail(
                    server.port(),
                    first.sender(),
                    ReturningLantern.report(first.sender(), EMIL, "5.1.1", "<emil@reader.example>: user unknown"));
            assertThat(answer).startsWith("250");
        }
        lantern.publish("Hafen wieder offen", "harbour", IDA);

        assertThat(lantern.suppressed(EMIL)).contains(Why.BOUNCED);
        assertThat(sink.receivedBy(IDA)).hasSize(2);
        assertThat(sink.receivedBy(EMIL)).hasSize(1);
    }
}
