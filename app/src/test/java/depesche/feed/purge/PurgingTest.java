package depesche.feed.purge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import depesche.testing.TestNewsroom;
import depesche.testing.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A content network that is a server of its own hears of what changed.
class PurgingTest {

    private static final Network NETWORK = new Network();

    @RegisterExtension
    static final TestNewsroom newsroom =
            TestNewsroom.with(Map.of("DEPESCHE_PURGE_URL", NETWORK.address(), "DEPESCHE_PURGE_SECRET", "geheim"));

    @BeforeAll
    static void start() {
        newsroom.rooms().purging().start();
        newsroom.call("POST", "/topics", "{\"slug\": \"hafen\", \"labels\": {\"de\": \"Hafen\"}}");
        newsroom.call("POST", "/topics", "{\"slug\": \"kai\", \"labels\": {\"de\": \"Kai\"}, \"parent\": \"hafen\"}");
    }

    @AfterAll
    static void stop() {
        NETWORK.server.stop(0);
    }

    @BeforeEach
    void allIsTold() {
        untilTold();
        NETWORK.told.clear();
        NETWORK.answers.clear();
    }

    @Test
    void itHearsOfAPublicationACorrectionAndAKill() {
        String article = publish("Sturm");
        untilTold();
        assertThat(told())
                .contains("/" + article + "/sturm", "/", "/feed.atom", "/topics/kai", "/topics/hafen/feed.json")
                .contains("/news-sitemap.xml", "/sitemap-1.xml")
                .anyMatch(path -> path.matches("/archive/2026/\\d\\d/\\d\\d"));
        assertThat(NETWORK.told).allSatisfy(request -> assertThat(request).startsWith("Bearer geheim {"));

        NETWORK.told.clear();
        amend(article, "correction", "{\"note\": \"Flaute.\", \"headline\": \"Flaute\"}");
        assertThat(told()).contains("/" + article + "/flaute", "/corrections", "/topics/kai");

        NETWORK.told.clear();
        amend(article, "kill", "{\"reason\": \"wrong\"}");
        assertThat(told()).contains("/" + article + "/flaute", "/activity/articles/" + article, "/", "/topics/hafen");
    }

    @Test
    void whatItDoesNotTakeItIsToldAgain() {
        NETWORK.answers.addAll(List.of(500, 403, 503));

        String article = publish("Ebbe");
        untilTold();

        assertThat(NETWORK.told)
                .hasSize(4)
                .allSatisfy(request -> assertThat(request).contains("/" + article + "/ebbe"));
    }

    @Test
    void changesThatWaitAreToldTogether() {
        NETWORK.answers.add(500);
        publish("Eins");
        Waiting.until("one is refused", () -> {
            newsroom.clock().advance(Duration.ofSeconds(1));
            return !NETWORK.told.isEmpty();
        });
        publish("Zwei");
        publish("Drei");
        newsroom.clock().advance(Duration.ofMinutes(1));
        untilTold();

        assertThat(NETWORK.told.getLast()).contains("/eins", "/zwei", "/drei");
    }

    @Test
    void oneThatHangsHoldsUpNobody() {
        NETWORK.gate = new CountDownLatch(1);
        try {
            for (int i = 0; i < 12; i++) {
                publish("Tag " + i);
                newsroom.clock().advance(Duration.ofSeconds(2));
            }
            newsroom.settle();
            assertThat(newsroom.get("/").body()).contains("Tag 11");
            assertThat(NETWORK.told).hasSizeLessThanOrEqualTo(1);
        } finally {
            NETWORK.gate.countDown();
        }
        untilTold();
        assertThat(NETWORK.told.toString()).contains("/tag-11");
    }

    private static List<String> told() {
        untilTold();
        return NETWORK.told.stream()
                .flatMap(request -> addresses(request.substring(request.indexOf('{'))).stream())
                .map(address -> address.substring(newsroom.baseUrl().toString().length()))
                .toList();
    }

    private static List<String> addresses(String json) {
        try {
            return new ObjectMapper()
                    .readerForListOf(String.class)
                    .readValue(new ObjectMapper().readTree(json).path("addresses"));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void untilTold() {
        Waiting.until("all is told", () -> {
            newsroom.clock().advance(Duration.ofSeconds(20));
            return newsroom.rooms()
                            .ground()
                            .db()
                            .read(tx -> tx.createQuery("select count(*) from purge")
                                    .mapTo(Integer.class)
                                    .one())
                    == 0;
        });
    }

    private static String publish(String headline) {
        String draft =
                newsroom.call("POST", "/articles", """
                {"headline": "%s", "body": "<p>Kein Schiff läuft aus.</p>", "topics": ["kai"]}""".formatted(headline)).body();
        String id = draft.replaceAll("(?s).*?\"id\":\\s*\"(\\d+)\".*", "$1");
        assertThat(newsroom.call("POST", "/articles/" + id + "/publication", "{\"alert\": false}")
                        .statusCode())
                .isEqualTo(200);
        return id;
    }

    private static void amend(String article, String how, String fields) {
        assertThat(newsroom.call("POST", "/articles/" + article + "/" + how, fields)
                        .body())
                .contains("revision");
    }

    private static final class Network {
        private final List<String> told = new CopyOnWriteArrayList<>();
        private final Queue<Integer> answers = new ArrayDeque<>();
        private final HttpServer server;
        private volatile CountDownLatch gate = new CountDownLatch(0);

        private Network() {
            try {
                server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/purge", this::take);
            server.start();
        }

        private String address() {
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/purge?zone=1";
        }

        private void take(HttpExchange exchange) throws IOException {
            try (exchange) {
                told.add(exchange.getRequestHeaders().getFirst("Authorization") + " "
                        + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                gate.await();
                Integer answer = answers.poll();
                exchange.sendResponseHeaders(answer == null ? 204 : answer, -1);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
