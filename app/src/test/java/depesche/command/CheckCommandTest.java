package depesche.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import depesche.testing.DnsServer;
import depesche.testing.Program;
import depesche.testing.SmtpSink;
import depesche.testing.TestData;
import depesche.testing.TestFolders;
import depesche.testing.Waiting;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// `./depesche check` as a process of its own: on a folder that is not there yet, and beside a running server.
class CheckCommandTest {

    private static final String KEY = "depesche._domainkey.lantern.example";

    private final DnsServer dns = DnsServer.start();
    private final SmtpSink sink = SmtpSink.start();
    private final Map<String, String> environment = new HashMap<>();
    private Path folder = Path.of("");

    @BeforeEach
    void makeFolder() throws IOException {
        assumeTrue(Files.exists(Program.packaged()), "the program is not packaged; make test does it");
        Path parent = Files.createDirectories(TestData.repository().resolve("app/target/test-folders"));
        folder = Files.createTempDirectory(parent, "check-");
        dns.mx("lantern.example", 10, "mx.lantern.example").address("mx.lantern.example", "203.0.113.7");
        dns.txt("lantern.example", "v=spf1 mx -all").txt("_dmarc.lantern.example", "v=DMARC1; p=none");
        dns.ptr("7.113.0.203.in-addr.arpa", "mx.lantern.example");
        String port = Integer.toString(freePort());
        environment.putAll(Map.of(
                "DEPESCHE_DATA",
                folder.resolve("data").toString(),
                "DEPESCHE_PORT",
                port,
                "DEPESCHE_BASE_URL",
                "http://127.0.0.1:" + port,
                "DEPESCHE_NAMESERVER",
                dns.setting(),
                "DEPESCHE_MAIL_HOST",
                "127.0.0.1",
                "DEPESCHE_MAIL_PORT",
                Integer.toString(sink.port()),
                "DEPESCHE_MAIL_FROM",
                "news@lantern.example",
                "DEPESCHE_MAIL_DELIVERS_FROM",
                "203.0.113.7"));
    }

    @AfterEach
    void stop() {
        dns.close();
        sink.close();
        if (!folder.toString().isEmpty()) {
            Waiting.until(folder + " is removed", () -> TestFolders.isRemoved(folder));
        }
    }

    @Test
    void theKeyIsShownBeforeTheFirstStartAndOncePublishedNothingFails() {
        Program.Ended first = check();

        String record = first.lines().stream()
                .filter(line -> line.strip().startsWith(KEY + " TXT "))
                .findFirst()
                .orElseThrow();
        assertThat(first.code()).isEqualTo(1);
        assertThat(first.lines()).anyMatch(line -> line.startsWith("fail  dkim"));
        assertThat(first.lines().getLast()).startsWith("depesche: not ready: dkim");
        dns.longTxt(KEY, record.strip().substring((KEY + " TXT ").length()));

        Program.Ended second = check();

        assertThat(second.lines()).noneMatch(line -> line.startsWith("fail"));
        assertThat(second.lines()).anyMatch(line -> line.startsWith("ok    dkim"));
        assertThat(second.code()).isZero();
        assertThat(sink.received()).isEmpty();
    }

    @Test
    void itWorksBesideARunningServerAndFindsIt() {
        try (var server = Program.startPackaged(environment, "serve")) {
            server.says("listening on ");

            Program.Ended ended = check();

            assertThat(ended.lines())
                    .anyMatch(line -> line.startsWith("ok    database"))
                    .anyMatch(line -> line.startsWith("ok    base-address") && line.endsWith("is answered by Depesche"))
                    .anyMatch(line -> line.startsWith("warn  base-address"));
        }
    }

    @Test
    void aDatabaseThatCannotBeReachedIsNamedAmongTheRest() {
        environment.putAll(Map.of(
                "DEPESCHE_DB_URL", "jdbc:postgresql://127.0.0.1:1/lantern",
                "DEPESCHE_DB_USER", "lantern",
                "DEPESCHE_DB_PASSWORD", "secret"));

        Program.Ended ended = check();

        assertThat(ended.lines()).anyMatch(line -> line.startsWith("fail  database"));
        assertThat(ended.lines()).anyMatch(line -> line.startsWith("ok    spf"));
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.lines()).noneMatch(line -> line.contains("secret"));
    }

    private Program.Ended check() {
        try (var program = Program.startPackaged(environment, "check")) {
            return program.toItsEnd();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
