package depesche.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// A rule that cannot fail checks nothing: each has a small sample that breaks it, and none minds good code.
class SourceRulesCanFailTest {

    private static final String MAIN = "app/src/main/java/depesche/follow/Sample.java";
    private static final String TEST = "app/src/test/java/depesche/follow/SampleTest.java";

    /// The start of each rule's reason, and code that it must refuse.
    private static final Map<String, List<String>> BAD = Map.ofEntries(
            bad("a method fits", "class A { void a() {\n" + lines(26, "b();\n") + "} }"),
            bad("a file fits", "class A {\n" + lines(400, "\n") + "}"),
            bad("a constructor takes", "class A { A(int a, int b, int c, int d, int e, int f, int g) {} }"),
            bad(
                    "a record has",
                    "record A(int a, int b, int c, int d, int e, int f, int g, int h, int i, int j, int k) {}"),
            bad("no util", "package depesche.util; class A {}"),
            bad("no name that says", "class FollowManager {}", "class FollowUtils {}", "record FollowData() {}"),
            bad("no I before", "interface IFollow {}"),
            bad("no get", "record A(int b) { int getB() { return b; } }"),
            bad("no Lombok", "import lombok.Getter; class A {}"),
            bad(
                    "no ThreadLocal",
                    "class A { static final ThreadLocal<String> B = ThreadLocal.withInitial(() -> \"\"); }"),
            bad("no abstract", "abstract class A {}"),
            bad("no static state", "class A { private static int b; }"),
            bad(
                    "no boolean",
                    "public class A { public void b(boolean c) {} }",
                    "public interface A { void b(boolean c); }"),
            bad(
                    "Optional is",
                    "public class A { public void b(Optional<String> c) {} }",
                    "public class A { public A(OptionalInt c) {} }"),
            bad("no null as", "class A { String b() { return null; } }"),
            bad("no checked", "public class A { public void b() throws IOException {} }"),
            bad(
                    "no default",
                    "enum Tls { NEVER, ALWAYS } class A { int b(Tls c) { return switch (c) { case NEVER -> 1; default -> 2; }; } }",
                    "sealed interface S { record P(int n) implements S {} record Q() implements S {} }"
                            + " class A { int b(S c) { return switch (c) { case S.P(int n) -> n; default -> 2; }; } }",
                    "sealed interface S { record P() implements S {} record Q() implements S {} }"
                            + " class A { int b(S c) { return switch (c) { case S.P _ -> 1; case null, default -> 2; }; } }"),
            bad("catch (Exception", "class A { void b() { try { c(); } catch (Exception broken) { d(); } } }"),
            bad(
                    "no filter that may",
                    "class A { String b = \"select c from d where (:c = '' or c = :c)\"; }",
                    "class A { String b = \"select c from d where :c is null or c = :c\"; }"),
            bad("no mocks", "import static org.mockito.Mockito.mock; class A {}"),
            bad(
                    "no sleeping",
                    "class A { void b() { Thread.sleep(1); } }",
                    "class A { void b() { SECONDS.sleep(1); } }"),
            bad("no TODO", "// TODO later\nclass A {}", "class A { /* FIXME */ }"),
            bad("no author", "/// @author Ada\nclass A {}"),
            bad("no commented-out", "class A {\n// follows.stop(reader);\n}", "class A {\n// if (a) {\n}"),
            bad("no section", "class A {\n// ------ queries ------\n}"),
            bad("a public type says", "public class A {}"),
            bad("package-info.java says", "package depesche.follow; class A {}"));

    private static final String GOOD = """
            /// Says `// TODO` only in a doc's code, which is a comment all the same, so it does not.
            public sealed interface Answer {
                record Yes() implements Answer {}
                record No(String why) implements Answer {}

                /// Why it is so: a reader may ask (see below); nothing else.
                default String text(int status) {
                    // The first wins, as in RFC 9110 (section 13.2.2).
                    String url = "http://a.example/ // TODO not a comment { ;";
                    return switch (this) {
                        case Yes _ -> switch (status) { case 1 -> url; default -> "yes"; };
                        case No(var why) -> why;
                    };
                }
            }
            """.replace("`// TODO`", "a word");

    private static Map.Entry<String, List<String>> bad(String reason, String... samples) {
        return Map.entry(reason, List.of(samples));
    }

    private static String lines(int count, String line) {
        return IntStream.range(0, count).mapToObj(_ -> line).collect(Collectors.joining());
    }

    @TestFactory
    Stream<DynamicTest> eachRuleRefusesItsSample() {
        return SourceRulesTest.rules().stream()
                .map(rule -> DynamicTest.dynamicTest(rule.reason(), () -> {
                    List<String> samples = BAD.entrySet().stream()
                            .filter(entry -> rule.reason().startsWith(entry.getKey()))
                            .flatMap(entry -> entry.getValue().stream())
                            .toList();
                    String path = rule.number().startsWith("12") ? TEST : MAIN;

                    assertThat(samples)
                            .isNotEmpty()
                            .allSatisfy(sample -> assertThat(rule.violations(Sources.ofSample(path, sample)))
                                    .isNotEmpty());
                }));
    }

    @TestFactory
    Stream<DynamicTest> noRuleMindsGoodCode() {
        return SourceRulesTest.rules().stream()
                .map(rule -> DynamicTest.dynamicTest(
                        rule.reason(),
                        () -> assertThat(rule.violations(Sources.ofSample(MAIN, GOOD)))
                                .isEmpty()));
    }

    @Test
    void aReasonNextToTheCodeLetsItPass() {
        var sources = Sources.ofSample(MAIN, "// STYLE 6: the library asks for it.\nabstract class A {}");

        assertThat(SourceRulesTest.rules())
                .allSatisfy(rule -> assertThat(rule.violations(sources)).isEmpty());
    }
}
