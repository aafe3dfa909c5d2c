package depesche.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/// Programs from npm that tests use, in the versions of their lock files. `scripts/test-tools` puts them there; a test
/// that wants one is skipped where it is missing.
public final class NpmTools {

    private static final Path TARGET = TestData.repository().resolve("target");

    private NpmTools() {}

    /// Of `src/test/npm`.
    ///
    /// @param path below the folder of all modules
    static Path at(String path) {
        return in(TARGET.resolve("npm"), path);
    }

    /// Of the readers of feeds, whose versions stand beside the tests of feeds.
    ///
    /// @param path below the folder of all modules
    public static Path ofFeeds(String path) {
        return in(TARGET.resolve("test-tools/feed"), path);
    }

    /// A program of ours for Node that stands beside its test, put where it finds what it uses from npm.
    ///
    /// @param tools the folder in which that is
    public static Path program(Class<?> beside, String name, String tools) {
        Path folder = in(TARGET.resolve("test-tools").resolve(tools), "").getParent();
        Path program = folder.resolve(name);
        try (InputStream text = beside.getResourceAsStream(name)) {
            Files.copy(Optional.ofNullable(text).orElseThrow(), program, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return program;
    }

    private static Path in(Path tools, String path) {
        Path file = tools.resolve("node_modules").resolve(path);
        assumeTrue(Files.exists(file), () -> "skipped: no " + file + " from npm (scripts/test-tools)");
        return file;
    }
}
