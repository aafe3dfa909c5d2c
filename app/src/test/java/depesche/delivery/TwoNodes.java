package depesche.delivery;

import depesche.testing.Program;
import depesche.testing.TestFolders;
import depesche.testing.TestPostgres;
import depesche.testing.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Two packaged programs on one PostgreSQL that is a program of its own, each to be struck.
final class TwoNodes implements AutoCloseable {

    /// Of each node.
    static final int CONNECTIONS = 16;

    private final Path folder;
    private final TestPostgres postgres;
    private final String sinkPort;
    private final int[] ports = {freePort(), freePort()};
    private final Program[] nodes = new Program[2];
    private final OverHttp[] desks = new OverHttp[2];
    private String token = "";
    private int frozen = -1;

    private TwoNodes(Path folder, TestPostgres postgres, String sinkPort) {
        this.folder = folder;
        this.postgres = postgres;
        this.sinkPort = sinkPort;
    }

    static TwoNodes start(Path folder, String sinkPort) {
        var nodes = new TwoNodes(folder, TestPostgres.start(folder.resolve("postgres")), sinkPort);
        nodes.token = nodes.newToken();
        IntStream.range(0, 2).forEach(nodes::startAgain);
        return nodes;
    }

    /// Of a node that is awake.
    OverHttp desk() {
        return desks[frozen == 0 ? 1 : 0];
    }

    /// Publishes to everyone, whoever has just been struck; gives the alert's id.
    String publish(String headline, Duration patience) {
        String article = whenPossible(patience, () -> desk().draft(headline));
        return whenPossible(patience, () -> desk().publication(article));
    }

    void awaitDone(List<String> alerts, Duration patience) {
        for (String alert : alerts) {
            whenPossible(patience, () -> {
                desk().awaitDone(alert, patience);
                return alert;
            });
        }
    }

    void kill(int node) {
        nodes[node].kill();
    }

    void killDatabase() {
        postgres.kill();
    }

    void killWithDatabaseAndFiles(int node) {
        nodes[node].kill();
        postgres.kill();
        Path data = data(node);
        Waiting.until(data + " is removed", () -> TestFolders.isRemoved(data));
    }

    void freeze(int node) {
        frozen = node;
        nodes[node].freeze();
    }

    void wake(int node) {
        nodes[node].wake();
        frozen = -1;
    }

    /// The database may still be on its way back.
    void startAgain(int node) {
        String address = whenPossible(Duration.ofMinutes(1), () -> {
            nodes[node] = Program.startPackaged(environment(node), "serve");
            return nodes[node].says("listening on ");
        });
        desks[node] = new OverHttp(address.replace("listening on ", ""), token);
    }

    @Override
    public void close() {
        for (Program node : nodes) {
            node.wake();
            node.close();
        }
        postgres.close();
    }

    private static <T> T whenPossible(Duration patience, Supplier<T> asked) {
        var answer = new AtomicReference<T>();
        Waiting.until(patience, "an answer", () -> {
            try {
                answer.set(asked.get());
                return true;
            } catch (AssertionError | UncheckedIOException away) {
                return false;
            }
        });
        return answer.get();
    }

    private String newToken() {
        try (var command = Program.startPackaged(environment(0), "token", "add", "promise", "--role", "admin")) {
            String line = "";
            while (!line.matches("[\\w-]{40,}")) {
                line = command.nextLine();
            }
            command.end();
            return line;
        }
    }

    private Map<String, String> environment(int node) {
        var environment = new HashMap<String, String>();
        environment.put("DEPESCHE_DATA", data(node).toString());
        environment.put("DEPESCHE_PORT", Integer.toString(ports[node]));
        environment.put("DEPESCHE_BASE_URL", "http://lantern.example");
        environment.put("DEPESCHE_DB_URL", postgres.address().url());
        environment.put("DEPESCHE_DB_USER", postgres.address().user());
        environment.put("DEPESCHE_DB_PASSWORD", postgres.address().password());
        environment.put("DEPESCHE_MAIL_HOST", "127.0.0.1");
        environment.put("DEPESCHE_MAIL_PORT", sinkPort);
        environment.put("DEPESCHE_MAIL_TLS", "never");
        environment.put("DEPESCHE_MAIL_FROM", "news@lantern.example");
        environment.put("DEPESCHE_MAIL_CONNECTIONS", Integer.toString(CONNECTIONS));
        return environment;
    }

    private Path data(int node) {
        return folder.resolve("node-" + node);
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
