package depesche.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableRulesTest {

    @TestFactory
    Stream<DynamicTest> theSqlKeepsTheRules() {
        return TableRules.all().stream()
                .map(rule -> DynamicTest.dynamicTest("STYLE 3.3: " + rule.reason(), () -> {
                    List<Violation> violations = rule.violations(Sources.ofRepository());
                    assertThat(violations)
                            .withFailMessage(Rule.message(rule.number(), rule.reason(), violations))
                            .isEmpty();
                }));
    }

    @Test
    void eachTableHasAnOwner() {
        assertThat(TableRules.created())
                .as("STYLE 3.3: tables of the migrations that TableOwners does not name")
                .isNotEmpty()
                .allMatch(table -> TableOwners.of(table).isPresent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into alert (id) values (1)",
                "update alert set state = 'done'",
                "delete\\n  from alert",
                "copy alert (id, kind) from stdin",
                "with gone as (delete from alert returning id) select id from gone",
            })
    void whoWritesAnothersTableIsFound(String sql) {
        assertThat(violations("follow", sql)).isNotEmpty();
        assertThat(violations("alert", sql)).isEmpty();
    }

    @Test
    void whoReadsUpwardsIsFound() {
        assertThat(violations("follow", "select a.id from article a join alert b on b.article_id = a.id"))
                .singleElement()
                .extracting(Violation::what)
                .isEqualTo("follow reads alert of alert");
        assertThat(violations("alert", "select reader_id from follow for update"))
                .isEmpty();
    }

    private static List<Violation> violations(String part, String sql) {
        var sources = Sources.ofSample(
                Path.of("app/src/main/java/depesche", part, "Sample.java").toString(),
                "package depesche.%s; class Sample { String sql = \"%s\"; }".formatted(part, sql));
        return TableRules.all().stream()
                .flatMap(rule -> rule.violations(sources).stream())
                .toList();
    }
}
