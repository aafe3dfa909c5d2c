package depesche.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/// Programs from npm that tests use, in the versions of `src/test/npm`. `scripts/test-tools` puts them there; a test
/// that wants one is skipped where it is missing.
final class NpmTools {

    private NpmTools() {}

    /// @param path below the folder of all modules
    static Path at(String path) {
        Path file = TestData.repository().resolve("target/npm/node_modules").resolve(path);
        assumeTrue(Files.exists(file), () -> "skipped: no " + path + " from npm (scripts/test-tools)");
        return file;
    }
}
