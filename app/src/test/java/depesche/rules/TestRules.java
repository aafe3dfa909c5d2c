package depesche.rules;

import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MethodInvocationTree;
import java.util.List;

/// STYLE 12: real things, and no waiting by the clock.
final class TestRules {

    private static final Rule MOCKS = new Rule(
            "12.5",
            "no mocks — partners are small servers in testing/",
            (file, _) -> Trees.in(file, ImportTree.class)
                    .filter(use -> use.getQualifiedIdentifier()
                            .toString()
                            .matches("(org\\.mockito|org\\.easymock|io\\.mockk|org\\.jmock|org\\.powermock).*"))
                    .map(use -> file.violation(use, use.getQualifiedIdentifier().toString())));

    private static final Rule SLEEPS = new Rule(
            "12.6",
            "no sleeping — wait for a condition, with a limit",
            (file, _) -> Trees.in(file, MethodInvocationTree.class)
                    .filter(call -> file.isTest())
                    .filter(
                            call -> call.getMethodSelect()
                                    .toString()
                                    .matches(
                                            "(java\\.lang\\.)?Thread\\.sleep|(.*\\.)?(TimeUnit\\.)?[A-Z]+\\.sleep|.*\\.parkNanos"))
                    .map(call -> file.violation(call, call.getMethodSelect().toString())));

    private TestRules() {}

    static List<Rule> all() {
        return List.of(MOCKS, SLEEPS);
    }
}
