package depesche.testing;

import depesche.db.BundledPostgres;
import depesche.db.ConnectionPool;
import depesche.db.Migrations;
import depesche.db.PostgresAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;

/// The PostgreSQL of one test run. Its cluster is made anew for the run; the programs are shared by all
/// runs in this working tree.
final class TestServer implements AutoCloseable {

    private static final String TEMPLATE = "template_paper";

    private final Path folder;
    private final BundledPostgres postgres;
    private final PostgresAddress address;
    private final ConnectionPool pool;
    private final AtomicInteger made = new AtomicInteger();

    private TestServer(Path folder, BundledPostgres postgres, PostgresAddress address) {
        this.folder = folder;
        this.postgres = postgres;
        this.address = address;
        this.pool = ConnectionPool.open(address);
    }

    static TestServer start() {
        Path shared = TestData.repository().resolve("app/target/test-postgres");
        removeDeadRuns(shared);
        Path folder = shared.resolve("run-" + ProcessHandle.current().pid());
        var postgres = new BundledPostgres(folder, shared);
        var server = new TestServer(folder, postgres, postgres.start());
        server.execute("alter system set fsync = off");
        server.execute("select pg_reload_conf()");
        server.execute("create database " + TEMPLATE);
        Migrations.run(server.addressOf(TEMPLATE));
        return server;
    }

    PostgresAddress freshDatabase() {
        String name = "paper_" + made.incrementAndGet();
        execute("create database %s template %s".formatted(name, TEMPLATE));
        return addressOf(name);
    }

    private PostgresAddress addressOf(String database) {
        String url = address.url().replaceFirst("/[^/]*$", "/" + database);
        return new PostgresAddress(url, address.user(), address.password());
    }

    private void execute(String sql) {
        pool.database().read(handle -> handle.execute(sql));
    }

    private static void removeDeadRuns(Path shared) {
        try {
            Files.createDirectories(shared);
            try (var runs = Files.newDirectoryStream(shared, "run-*")) {
                for (Path run : runs) {
                    long pid = Long.parseLong(run.getFileName().toString().substring("run-".length()));
                    if (ProcessHandle.of(pid).isEmpty()) {
                        remove(run);
                    }
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void remove(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Override
    public void close() {
        pool.close();
        postgres.close();
        try {
            remove(folder);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
