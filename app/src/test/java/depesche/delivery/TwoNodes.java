package depesche.delivery;

import depesche.db.PostgresAddress;
import depesche.testing.Program;
import depesche.testing.TestFolders;
import depesche.testing.TestPostgres;
import depesche.testing.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Two packaged programs on one PostgreSQL that is a program of its own, each to be struck. Each has a port of its own
/// for its mails, so that its connections can be counted.
final class TwoNodes implements AutoCloseable {

    /// Of each node.
    static final int CONNECTIONS = 16;

    private final Path folder;
    private final TestPostgres postgres;
    private final List<String> sinkPorts;
    private final int[] ports = {freePort(), freePort()};
    private final Program[] nodes = new Program[2];
    private final OverHttp[] desks = new OverHttp[2];
    private String token = "";
    private int frozen = -1;
    private @Nullable Connection session;

    private TwoNodes(Path folder, TestPostgres postgres, List<String> sinkPorts) {
        this.folder = folder;
        this.postgres = postgres;
        this.sinkPorts = sinkPorts;
    }

    static TwoNodes start(Path folder, List<String> sinkPorts) {
        var nodes = new TwoNodes(folder, TestPostgres.start(folder.resolve("postgres")), sinkPorts);
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

    PostgresAddress database() {
        return postgres.address();
    }

    /// How many slices of this channel each node holds.
    int[] slicesHeld(String channel) {
        int[] held = numbers("""
                select count(*) filter (where node = '%s'), count(*) filter (where node = '%s')
                  from slice_lease
                 where channel = '%s'
                   and ended_at is null
                """.formatted(name(0), name(1), channel));
        return new int[] {held[0], held[1]};
    }

    /// As the database answers a query of numbers, whenever it can.
    int[] numbers(String query) {
        return whenPossible(Duration.ofMinutes(1), () -> {
            try (var statement = session().createStatement();
                    var row = statement.executeQuery(query)) {
                row.next();
                var numbers = new int[row.getMetaData().getColumnCount()];
                Arrays.setAll(numbers, i -> number(row, i + 1));
                return numbers;
            } catch (SQLException away) {
                throw new AssertionError(away);
            }
        });
    }

    private static int number(ResultSet row, int column) {
        try {
            return row.getInt(column);
        } catch (SQLException broken) {
            throw new AssertionError(broken);
        }
    }

    /// Kept from one question to the next: blows are struck while mails go out.
    private Connection session() throws SQLException {
        if (session == null || !session.isValid(1)) {
            session = newSession();
        }
        return session;
    }

    private Connection newSession() throws SQLException {
        PostgresAddress at = postgres.address();
        return DriverManager.getConnection(at.url(), at.user(), at.password());
    }

    private String name(int node) {
        try {
            return Files.readString(data(node).resolve("node")).strip();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    void kill(int node) {
        nodes[node].kill();
    }

    /// Kills it while the ledgers cannot write, as soon as `still` has waited for the dots that go out all the same.
    void killWhileLedgersWait(int node, Runnable still) {
        try (var locking = newSession();
                var statement = locking.createStatement()) {
            locking.setAutoCommit(false);
            statement.execute("lock table outcome in exclusive mode");
            still.run();
            nodes[node].kill();
        } catch (SQLException away) {
            throw new AssertionError(away);
        }
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

    /// The database may still be on its way back. A node that did not come up in time is gone before the next try:
    /// it would hold the port and the folder.
    void startAgain(int node) {
        String address = whenPossible(Duration.ofMinutes(4), () -> {
            nodes[node] = Program.startPackaged(environment(node), "serve");
            return saysOrIsKilled(nodes[node]);
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
        var away = new AtomicReference<Throwable>();
        try {
            Waiting.until(patience, "an answer", () -> {
                try {
                    answer.set(asked.get());
                    return true;
                } catch (AssertionError | UncheckedIOException why) {
                    away.set(why);
                    return false;
                }
            });
        } catch (AssertionError late) {
            throw new AssertionError(late.getMessage(), away.get());
        }
        return answer.get();
    }

    private static String saysOrIsKilled(Program node) {
        try {
            return node.says("listening on ");
        } catch (AssertionError silent) {
            node.kill();
            throw silent;
        }
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
        environment.put("DEPESCHE_MAIL_PORT", sinkPorts.get(node));
        environment.put("DEPESCHE_MAIL_TLS", "never");
        environment.put("DEPESCHE_MAIL_FROM", "news@lantern.example");
        environment.put("DEPESCHE_MAIL_CONNECTIONS", Integer.toString(CONNECTIONS));
        environment.put("DEPESCHE_PRIVATE_ADDRESSES", "allowed");
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
