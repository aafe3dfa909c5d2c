package depesche.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SourceRulesTest {

    static List<Rule> rules() {
        return Stream.of(
                        SizeRules.all(),
                        NameRules.all(),
                        JavaRules.all(),
                        SwitchRules.all(),
                        ErrorRules.all(),
                        SqlRules.all(),
                        TestRules.all(),
                        CommentRules.all())
                .flatMap(List::stream)
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> theSourcesKeepTheRules() {
        return rules().stream()
                .map(rule -> DynamicTest.dynamicTest("STYLE " + rule.number() + ": " + rule.reason(), () -> {
                    List<Violation> violations = rule.violations(Sources.ofRepository());
                    assertThat(violations)
                            .withFailMessage(Rule.message(rule.number(), rule.reason(), violations))
                            .isEmpty();
                }));
    }

    @Test
    void theLargestFilesAndMethodsAreShown() {
        List<SourceFile> files = Sources.ofRepository().files();
        System.out.println("The ten largest files:");
        files.stream()
                .sorted(Comparator.comparingLong(SizeRules::fileLines).reversed())
                .limit(10)
                .forEach(file -> System.out.printf("%6d  %s%n", SizeRules.fileLines(file), file.path()));
        System.out.println("The ten largest methods:");
        files.stream()
                .flatMap(SizeRules::methods)
                .sorted(Comparator.comparingLong(SizeRules.MethodSize::lines).reversed())
                .limit(10)
                .forEach(method -> System.out.printf(
                        "%6d  %s (%s:%d)%n", method.lines(), method.name(), method.file(), method.line()));

        assertThat(files).isNotEmpty();
    }
}
