package depesche.testing;

import depesche.db.BundledPostgres;
import depesche.db.PostgresAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// A PostgreSQL under a program of its own, for several nodes: it can be killed and comes back at the same address.
public final class TestPostgres implements AutoCloseable {

    private final Program program;
    private final Path folder;
    private final PostgresAddress address;

    private TestPostgres(Program program, Path folder, PostgresAddress address) {
        this.program = program;
        this.folder = folder;
        this.address = address;
    }

    public static TestPostgres start(Path folder) {
        var program = Program.start(TestPostgres.class, folder.toString());
        String[] said = program.says("postgres at ").split(" ");
        return new TestPostgres(program, folder, new PostgresAddress(said[2], said[3], said[4]));
    }

    static void main(String... arguments) throws IOException {
        try (var postgres = new BundledPostgres(Path.of(arguments[0]))) {
            PostgresAddress address = postgres.start();
            System.out.println("postgres at " + address.url() + " " + address.user() + " " + address.password());
            while (System.in.read() >= 0) {
                // Lives until its input ends.
            }
        }
    }

    public PostgresAddress address() {
        return address;
    }

    /// `kill -9` to the postmaster itself, found by the process id in its lock file. Whoever watches over it starts it
    /// again.
    public void kill() {
        try (Stream<Path> files = Files.walk(folder, 4)) {
            Path lock = files.filter(file -> file.endsWith("postmaster.pid"))
                    .findFirst()
                    .orElseThrow();
            Program.signal(
                    "KILL", Long.parseLong(Files.readAllLines(lock).getFirst().strip()));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void close() {
        program.end();
    }
}
