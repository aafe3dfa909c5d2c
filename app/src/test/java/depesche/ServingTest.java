package depesche;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import depesche.testing.Program;
import depesche.testing.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// The packaged program on its first start, listening on loopback for a site that has another name.
class ServingTest {

    private static final String SITE = "https://lantern.example";

    @RegisterExtension
    static final TestDatabase database = TestDatabase.fresh();

    @TempDir
    static Path data;

    private static int port;
    private static Program program;
    private static String setUp;

    @BeforeAll
    static void start() {
        assumeTrue(Files.exists(Program.packaged()), "the program is not packaged; make test does it");
        program = Program.startPackaged(
                Map.of(
                        "DEPESCHE_DATA", data.toString(),
                        "DEPESCHE_PORT", "0",
                        "DEPESCHE_BASE_URL", SITE,
                        "DEPESCHE_DB_URL", database.address().url(),
                        "DEPESCHE_DB_USER", database.address().user(),
                        "DEPESCHE_DB_PASSWORD", database.address().password()),
                "serve");
        port = URI.create(program.says("listening on ").replaceFirst("listening on ", ""))
                .getPort();
        setUp = program.says("set up the newsroom at " + SITE).replaceFirst("^.*" + SITE, "");
    }

    @AfterAll
    static void stop() {
        if (program != null) {
            program.close();
        }
    }

    @Test
    void everyHostGetsThePagesAndTheyNameTheSitesOwn() throws Exception {
        for (String host :
                List.of("lantern.example", "evil.example", "localhost:" + port, "127.0.0.1:" + port, "[::1]", "")) {
            for (String path : List.of("/", "/", "/feed.atom", "/sitemap.xml", "/desk/sign-in", "/api/openapi.json")) {
                String answer = get(path, host, "X-Forwarded-Host: evil.example", "X-Forwarded-Proto: ftp");

                assertThat(answer).as(host + path).startsWith("HTTP/1.1 200 ").doesNotContain("evil.example", "ftp:");
            }
            assertThat(get("/", host)).as(host).contains("<link rel=\"canonical\" href=\"" + SITE + "/\">");
        }
    }

    @Test
    void itSaysThatItIsReady() throws Exception {
        assertThat(get("/health/ready", "lantern.example"))
                .startsWith("HTTP/1.1 200 ")
                .contains("\"newsroom\"", "\"UP\"");
    }

    @Test
    void whatIsNoHostIsRefusedAndNotRepeated() throws Exception {
        assertThat(get("/", "x\"><script>")).startsWith("HTTP/1.1 400 ").doesNotContain("<script>");
    }

    @Test
    void theLinkOfTheFirstStartMakesOnePersonHoweverManyTryAtOnce() throws Exception {
        assertThat(get(setUp, "lantern.example")).startsWith("HTTP/1.1 200 ");
        assertThat(get(setUp + "x", "lantern.example")).startsWith("HTTP/1.1 410 ");

        List<String> answers = allAtOnce(12);

        List<String> opened = answers.stream()
                .filter(answer -> answer.startsWith("HTTP/1.1 303 "))
                .toList();
        assertThat(opened).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.startsWith("HTTP/1.1 410 "))
                .hasSize(11);
        assertThat(staff()).isEqualTo(1);
        String cookie = opened.getFirst().replaceFirst("(?s).*[Ss]et-[Cc]ookie: ([^\r]*).*", "$1");
        assertThat(cookie).startsWith("depesche_session=").endsWith("; Secure");
        assertThat(get("/desk/mailbox", "lantern.example", "Cookie: " + cookie.replaceFirst(";.*", "")))
                .as("the first person is an admin")
                .startsWith("HTTP/1.1 200 ");
        assertThat(get(setUp, "lantern.example")).startsWith("HTTP/1.1 410 ");
        assertThat(setUpAs("late")).startsWith("HTTP/1.1 410 ");
    }

    private static List<String> allAtOnce(int people) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> answers = IntStream.range(0, people)
                    .mapToObj(i -> threads.submit(() -> setUpAs("person" + i)))
                    .toList();
            threads.shutdown();
            threads.awaitTermination(1, TimeUnit.MINUTES);
            return answers.stream().map(Future::resultNow).toList();
        }
    }

    private static String setUpAs(String name) throws IOException {
        String form = "name=" + name + "&email=" + name + "%40lantern.example";
        return send("POST " + setUp, form, "Host: lantern.example", "Content-Type: application/x-www-form-urlencoded");
    }

    private static int staff() {
        return database.database()
                .read(handle -> handle.createQuery("select count(*) from staff")
                        .mapTo(Integer.class)
                        .one());
    }

    private static String get(String path, String host, String... headers) throws IOException {
        return send(
                "GET " + path,
                "",
                IntStream.range(-1, headers.length)
                        .mapToObj(i -> i < 0 ? "Host: " + host : headers[i])
                        .toArray(String[]::new));
    }

    /// By hand, for no client lets one choose the host.
    private static String send(String line, String body, String... headers) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(30_000);
            String head = line + " HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\nConnection: close\r\n"
                    + "Content-Length: " + body.length() + "\r\n\r\n";
            socket.getOutputStream().write((head + body).getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
