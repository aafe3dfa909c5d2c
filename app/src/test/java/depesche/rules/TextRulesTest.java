package depesche.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Rules for all that is written here, whatever the language.
class TextRulesTest {

    /// Homes of people and of build machines. Places that a program of an operating system has are no such thing.
    private static final Pattern MACHINE =
            Pattern.compile("(?<![\\w.}/])/(work|root|Users/\\w+|home/(?!linuxbrew|depesche)\\w+)/");

    private static final Pattern REGISTRY = Pattern.compile(
            "repo1?\\.maven\\.|repo\\.maven\\.|maven\\.org|registry\\.npm|npmjs\\.|deb\\.debian|pypi\\.org|jitpack\\.");

    private static final Pattern MIGRATION = Pattern.compile("V\\d{4}__[a-z][a-z0-9_]*\\.sql");

    @Test
    void nothingNamesAPlaceOnSomebodysMachine() {
        assertThat(violations(line -> MACHINE.matcher(line).find()))
                .as("STYLE 15.6: no absolute paths of a machine — the next machine has another")
                .isEmpty();
    }

    @Test
    void nothingNamesARegistry() {
        assertThat(violations(line -> REGISTRY.matcher(line).find()))
                .as("STYLE 15.6: no addresses of registries — whoever builds has set up their own")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"see /work/notes.md", "in \"/root/.m2\"", "/home/ada/depesche", "cd /Users/ada/depesche/app"})
    void aPlaceOnAMachineIsFound(String line) {
        assertThat(MACHINE.matcher(line).find()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/work/a.md", "https://a.example/work/", "/usr/lib/jvm", "$HOME/work/a", "//work/of"})
    void otherPathsAreNone(String line) {
        assertThat(MACHINE.matcher(line).find()).isFalse();
    }

    @Test
    void aMigrationSaysWhyInItsFirstLine() {
        List<Path> migrations = Repository.files("app/src/main/resources/migrations");

        assertThat(migrations)
                .as("STYLE 8.10: V0042__name.sql, and the first line says why")
                .isNotEmpty()
                .allMatch(
                        path -> MIGRATION.matcher(path.getFileName().toString()).matches())
                .allMatch(path -> saysWhy(Repository.text(path)));
    }

    @Test
    void aMigrationThatDoesNotIsFound() {
        assertThat(saysWhy("create table a ();")).isFalse();
        assertThat(saysWhy("-- a\n")).isFalse();
        assertThat(saysWhy("-- Who follows what.\n")).isTrue();
    }

    private static boolean saysWhy(String sql) {
        return sql.lines().findFirst().orElse("").matches("-- \\w.*\\s.*\\s.*");
    }

    private static List<Violation> violations(Predicate<String> isBad) {
        return Stream.concat(Repository.written().stream(), Repository.rootFiles())
                .filter(path -> !path.endsWith("TextRulesTest.java"))
                .flatMap(path -> {
                    List<String> lines = Repository.text(path).lines().toList();
                    return IntStream.range(0, lines.size())
                            .filter(index -> isBad.test(lines.get(index)))
                            .mapToObj(index -> new Violation(
                                    path.toString(),
                                    index + 1L,
                                    lines.get(index).strip()));
                })
                .toList();
    }
}
