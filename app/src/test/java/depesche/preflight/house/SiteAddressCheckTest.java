package depesche.preflight.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import depesche.net.Glance;
import depesche.preflight.house.Finding.Level;
import depesche.testing.TestCertificate;
import depesche.testing.TestClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SiteAddressCheckTest {

    private static final TestCertificate CERTIFICATE = TestCertificate.of("dns:localhost");
    private static final String OURS = "{\"info\": {\"title\": \"Depesche\"}}";

    private final TestClock clock = TestClock.at(Instant.now().toString());
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        var https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        https.setHttpsConfigurator(new HttpsConfigurator(CERTIFICATE.server()));
        server = https;
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void anAddressThatAnswersAsDepescheIsRight() {
        answers(200, OURS, "");

        assertThat(look(trusting())).anySatisfy(it -> {
            assertThat(it.level()).isEqualTo(Level.OK);
            assertThat(it.words()).contains("is answered by Depesche");
        });
    }

    @Test
    void somebodyElseBehindTheAddressIsNamed() {
        answers(200, "<!doctype html><title>Wrong house</title>", "");

        assertNamed(Level.FAIL, "something that is not Depesche", look(trusting()));
    }

    @Test
    void anAddressThatSendsOnIsNamed() {
        answers(301, "", "https://www.lantern.example/");

        assertNamed(Level.FAIL, "sends on to https://www.lantern.example/", look(trusting()));
    }

    @Test
    void aCertificateThatNobodyTrustsOrThatEndsSoonIsNamed() {
        answers(200, OURS, "");

        assertNamed(Level.FAIL, "is not trusted", look(Glance.usual()));
        clock.advance(Duration.ofDays(80));
        assertNamed(Level.WARN, "ends at", look(trusting()));
    }

    private void answers(int status, String body, String location) {
        server.createContext("/", exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            if (!location.isEmpty()) {
                exchange.getResponseHeaders().set("Location", location);
            }
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    private static void assertNamed(Level level, String words, List<Finding> found) {
        assertThat(found).anySatisfy(it -> {
            assertThat(it.level()).isEqualTo(level);
            assertThat(it.words()).contains(words);
        });
    }

    private static Glance trusting() {
        return Glance.trusting(CERTIFICATE.trusting());
    }

    private List<Finding> look(Glance glance) {
        var base = URI.create("https://localhost:" + server.getAddress().getPort());
        return new SiteAddressCheck(base, glance, clock).look();
    }
}
