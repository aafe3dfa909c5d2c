package depesche.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Real wires, feeds, bounces and pictures. They are not part of the repository: `DEPESCHE_TEST_DATA`
/// names their folder, else they lie beside the repository in `shared/data`.
///
/// STYLE 5.2: called what the variable is called.
public final class TestData {

    private TestData() {}

    /// The folder or file of that name; a test that wants it is skipped where it is missing.
    public static Path at(String name) {
        Path path = root().resolve(name);
        assumeTrue(Files.exists(path), () -> "skipped: no test data at " + path + " (set DEPESCHE_TEST_DATA)");
        return path;
    }

    private static Path root() {
        return Optional.ofNullable(System.getenv("DEPESCHE_TEST_DATA"))
                .map(Path::of)
                .orElseGet(() -> repository().resolve("../shared/data"))
                .normalize();
    }

    /// The repository's root, from wherever the tests run.
    public static Path repository() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.exists(here.resolve("app/pom.xml"))) {
            here = Optional.ofNullable(here.getParent())
                    .orElseThrow(() -> new IllegalStateException("tests run outside the repository"));
        }
        return here;
    }
}
