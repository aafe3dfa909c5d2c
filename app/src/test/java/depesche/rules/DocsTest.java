package depesche.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DocsTest {

    private static final Pattern LINK = Pattern.compile("(?<!`)\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("(?s)```.*?```");
    private static final Pattern TYPE = Pattern.compile("`([a-z]+(?:/[a-z]+)*/[A-Z]\\w+)`");
    private static final List<String> SOURCES = List.of("app/src/main/java", "app/src/test/java");
    private static final List<String> HEADINGS =
            List.of("## Question", "## Decision", "## Because", "## Instead of", "## Follows");
    private static final int RECORD_LINES = 60;

    @Test
    void linksBetweenDocsLeadSomewhere() {
        assertThat(docs().flatMap(doc -> deadLinks(doc, Repository.text(doc))))
                .as("STYLE 13.5: links that lead nowhere")
                .isEmpty();
    }

    @Test
    void aDeadLinkIsFound() {
        String text = "[a](LICENSE) [b](no-such-file.md#x) [c](https://a.example/) [d](#part)";

        assertThat(deadLinks(Path.of("README.md"), text)).containsExactly("README.md: no-such-file.md#x");
    }

    @Test
    void classesThatDocsNameAreThere() {
        assertThat(Stream.of("ARCHITECTURE.md", "STYLE.md", "CONTRIBUTING.md")
                        .flatMap(doc -> missingClasses(Repository.text(doc)).map(name -> doc + ": " + name)))
                .as("STYLE 13.7: classes that are named and not there")
                .isEmpty();
    }

    @Test
    void aClassThatIsNotThereIsFound() {
        assertThat(missingClasses("`text/Slug` and `text/NoSuchSlug`")).containsExactly("text/NoSuchSlug");
    }

    @Test
    void aDecisionRecordHasFiveHeadingsAndSixtyLines() {
        assertThat(Repository.files("docs/decisions"))
                .filteredOn(path -> path.getFileName().toString().matches("\\d{4}-.*"))
                .as("STYLE 14.1: Question, Decision, Because, Instead of, Follows; at most sixty lines")
                .isNotEmpty()
                .allSatisfy(path -> assertThat(faults(Repository.text(path)))
                        .as(path.toString())
                        .isEmpty());
    }

    @Test
    void aRecordWithoutAHeadingOrTooLongIsFound() {
        String good = "# 1 A record\n\n" + String.join("\n\n", HEADINGS) + "\n";

        assertThat(faults(good)).isEmpty();
        assertThat(faults(good.replace("## Because", "## Why"))).isNotEmpty();
        assertThat(faults(good + "\n".repeat(RECORD_LINES))).isNotEmpty();
    }

    @Test
    void numbersOfRecordsAreGivenOnce() {
        assertThat(Repository.files("docs/decisions").stream()
                        .map(path -> path.getFileName().toString())
                        .filter(name -> name.matches("\\d{4}-.*"))
                        .map(name -> name.substring(0, 4)))
                .as("STYLE 14.1: numbers are given once")
                .doesNotHaveDuplicates();
    }

    private static Stream<Path> docs() {
        return Stream.concat(Repository.written().stream(), Repository.rootFiles())
                .filter(path -> path.toString().endsWith(".md"))
                .filter(path -> !path.startsWith("app") && !path.startsWith("demo"));
    }

    private static Stream<String> deadLinks(Path doc, String text) {
        return LINK.matcher(CODE.matcher(text).replaceAll(""))
                .results()
                .map(link -> link.group(1))
                .filter(target -> !target.matches("[a-z]+:.*|#.*"))
                .filter(target ->
                        !Files.exists(Repository.at(doc.toString()).resolveSibling(target.replaceFirst("#.*", ""))))
                .map(target -> doc + ": " + target);
    }

    private static Stream<String> missingClasses(String text) {
        return TYPE.matcher(text)
                .results()
                .map(match -> match.group(1))
                .filter(name -> SOURCES.stream()
                        .noneMatch(folder -> Files.exists(Repository.at(folder + "/depesche/" + name + ".java"))));
    }

    private static List<String> faults(String text) {
        List<String> headings =
                text.lines().filter(line -> line.startsWith("## ")).toList();
        return Stream.of(
                        headings.equals(HEADINGS) ? "" : "headings are " + headings,
                        text.lines().count() <= RECORD_LINES ? "" : "more than sixty lines",
                        text.startsWith("# ") ? "" : "no title")
                .filter(fault -> !fault.isEmpty())
                .toList();
    }
}
