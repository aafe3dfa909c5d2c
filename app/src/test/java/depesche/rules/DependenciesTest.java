package depesche.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// STYLE 15.5: each library and build plug-in is accounted for in docs/decisions/dependencies.md, with a licence
/// that goes with ours.
class DependenciesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Pattern ARTIFACT = Pattern.compile(
            "(?s)<(?:dependency|plugin|path)>\\s*<groupId>([^<]+)</groupId>\\s*<artifactId>([^<]+)</artifactId>");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ((?:`[^`|]+`(?:, )?)+) \\|(.*)\\|$");
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");
    private static final Pattern LICENCE = Pattern.compile(
            "Apache-2\\.0|MIT|BSD-2-Clause|BSD-3-Clause|EPL-2\\.0|MPL-2\\.0|PostgreSQL|Unicode-3\\.0|0BSD|ISC"
                    + "|GPL-2\\.0-with-classpath-exception");

    @Test
    void eachDependencyIsAccountedFor() throws IOException {
        assertThat(inBuildFiles())
                .as("STYLE 15.5: a dependency needs a line in docs/decisions/dependencies.md")
                .isEqualTo(inRows(accounts()));
    }

    @Test
    void whatTestsUseFromNpmIsPinned() throws IOException {
        JsonNode lock = JSON.readTree(Repository.text("app/src/test/npm/package-lock.json"));

        assertThat(lock.path("packages").properties())
                .as("STYLE 15.5: versions are pinned, and their sums")
                .hasSizeGreaterThan(2)
                .allSatisfy(entry -> assertThat(
                                entry.getKey().isEmpty() || entry.getValue().has("integrity"))
                        .as(entry.getKey())
                        .isTrue());
    }

    @Test
    void eachHasALicenceThatGoesWithOurs() {
        assertThat(ROW.matcher(accounts()).results().toList())
                .as("STYLE 15.2: licences of dependencies")
                .isNotEmpty()
                .allSatisfy(row -> assertThat(cells(row.group(2)))
                        .as(row.group(1))
                        .anyMatch(cell -> LICENCE.matcher(cell).matches()));
    }

    @Test
    void aRowIsReadWithAllItsNames() {
        assertThat(inRows("| Library | … |\n|---|---|\n| `jdbi3-core`, `jdbi3-postgres` | SQL | Apache-2.0 |\n"))
                .containsExactly("jdbi3-core", "jdbi3-postgres");
    }

    private static String accounts() {
        return Repository.text("docs/decisions/dependencies.md");
    }

    private static List<String> cells(String row) {
        return Stream.of(row.split("\\|")).map(String::strip).toList();
    }

    private static Set<String> inBuildFiles() throws IOException {
        Set<String> names = inPoms();
        JSON.readTree(Repository.text("app/src/test/npm/package.json"))
                .path("dependencies")
                .fieldNames()
                .forEachRemaining(names::add);
        return names;
    }

    private static Set<String> inPoms() {
        return Stream.of("pom.xml", "app/pom.xml", "benchmarks/pom.xml", "benchmarks/monitor/pom.xml")
                .filter(pom -> Repository.at(pom).toFile().exists())
                .flatMap(pom -> ARTIFACT.matcher(Repository.text(pom)).results())
                .filter(match -> !match.group(1).equals("depesche"))
                .map(match -> match.group(2))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> inRows(String accounts) {
        return ROW.matcher(accounts)
                .results()
                .flatMap(row -> NAME.matcher(row.group(1)).results())
                .map(name -> name.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
