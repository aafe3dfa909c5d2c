package depesche.api;

import static org.assertj.core.api.Assertions.assertThat;

import depesche.testing.TestData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProblemsDocTest {

    private static final Pattern TYPE = Pattern.compile(
            "(?:Problem\\.(?:of|conflict|invalid)|new Problem|problem)\\(\\s*(?:\\d+,\\s*)?\"([a-z-]+)\"");

    @Test
    void everyProblemTypeOfTheApiStandsInTheDocs() throws IOException {
        Path root = TestData.repository();
        String docs = Files.readString(root.resolve("docs/api/problems.md"));
        Set<String> types = new TreeSet<>();
        for (String source : new String[] {"api", "web"}) {
            types.addAll(types(root.resolve("app/src/main/java/depesche/" + source)));
        }

        assertThat(types).hasSizeGreaterThan(15);
        assertThat(types).allSatisfy(type -> assertThat(docs).contains("`" + type + "`"));
    }

    private static Set<String> types(Path folder) throws IOException {
        Set<String> types = new TreeSet<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .forEach(file -> TYPE.matcher(read(file))
                            .results()
                            .map(ProblemsDocTest::type)
                            .forEach(types::add));
        }
        return types;
    }

    private static String type(MatchResult found) {
        return found.group(1);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
