package depesche.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// A database cluster on disk with the password of its owner beside it: made in a scratch folder and
/// renamed when whole, so a program killed in the middle starts afresh.
final class PostgresCluster {

    private static final String USER = "depesche";
    private static final String DATABASE = "depesche";

    private static final String MAJOR = PostgresBinaries.VERSION.split("\\.")[0];

    /// First values, for a small machine. They are written to `postgresql.conf`, where an operator may
    /// change them. Parallel queries are off, because containers have little `/dev/shm`; log lines are
    /// terse, because the details of an error are readers' addresses.
    private static final List<String> SETTINGS = List.of(
            "timezone=UTC",
            "log_timezone=UTC",
            "max_connections=100",
            "shared_buffers=128MB",
            "effective_cache_size=1GB",
            "work_mem=16MB",
            "maintenance_work_mem=128MB",
            "max_wal_size=1GB",
            "random_page_cost=1.1",
            "jit=off",
            "max_parallel_workers_per_gather=0",
            "max_parallel_maintenance_workers=0",
            "idle_in_transaction_session_timeout=10min",
            "log_checkpoints=off",
            "log_error_verbosity=terse",
            "log_min_error_statement=panic");

    private final Path home;

    PostgresCluster(Path folder) {
        this.home = folder.resolve(MAJOR);
    }

    Path folder() {
        return home.resolve("cluster");
    }

    PostgresAddress addressAt(int port) {
        return new PostgresAddress("jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, DATABASE), USER, password());
    }

    private String password() {
        try {
            return Files.readString(home.resolve("password"));
        } catch (IOException unreadable) {
            throw new DatabaseDidNotStart(
                    "The password of the bundled PostgreSQL cannot be read from %s.".formatted(home), unreadable);
        }
    }

    void makeIfMissing(Path binaries, PostgresUser user) {
        if (Files.isDirectory(home)) {
            return;
        }
        try {
            Path scratch = home.resolveSibling(MAJOR + "-making");
            Folders.remove(scratch);
            Files.createDirectory(scratch);
            Files.setPosixFilePermissions(scratch, PosixFilePermissions.fromString("rwx------"));
            Path password = Files.writeString(scratch.resolve("password"), randomPassword());
            Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
            user.own(scratch);
            run(initdb(binaries, scratch, user), "");
            run(createDatabase(binaries, scratch, user), "create database " + DATABASE + "\n");
            Files.move(scratch, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException broken) {
            throw new DatabaseDidNotStart("The database cannot be made in %s: %s".formatted(home, broken), broken);
        }
    }

    private static String randomPassword() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static List<String> initdb(Path binaries, Path scratch, PostgresUser user) {
        var command = new ArrayList<>(user.prefix("KILL"));
        command.add(binaries.resolve("bin/initdb").toString());
        command.addAll(List.of("-D", scratch.resolve("cluster").toString()));
        command.addAll(
                List.of("-U", USER, "--pwfile", scratch.resolve("password").toString()));
        command.addAll(List.of("-A", "scram-sha-256", "-k", "-E", "UTF8", "--no-instructions"));
        command.addAll(List.of("--no-locale", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
        SETTINGS.forEach(setting -> command.addAll(List.of("-c", setting)));
        return command;
    }

    private static List<String> createDatabase(Path binaries, Path scratch, PostgresUser user) {
        var command = new ArrayList<>(user.prefix("KILL"));
        command.add(binaries.resolve("bin/postgres").toString());
        command.addAll(List.of("--single", "-D", scratch.resolve("cluster").toString(), "postgres"));
        return command;
    }

    private static void run(List<String> command, String input) {
        var ended = Tools.run(command, input);
        // A single-user server goes on after an error, to the end of its input.
        if (ended.status() != 0 || ended.said().contains("ERROR:")) {
            throw new DatabaseDidNotStart(
                    "PostgreSQL cannot be set up: " + ended.said().strip());
        }
    }
}
