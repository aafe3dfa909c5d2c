package depesche.rules;

import com.sun.source.tree.CatchTree;
import java.util.List;
import java.util.Set;

/// STYLE 7.1: where everything may be caught.
final class ErrorRules {

    /// The edge of the server, the worker of jobs, the carrier of deliveries, the program itself.
    private static final Set<String> EDGES = Set.of(
            "app/src/main/java/depesche/web/Faults.java",
            "app/src/main/java/depesche/web/Routes.java",
            "app/src/main/java/depesche/job/JobRunner.java",
            "app/src/main/java/depesche/delivery/Carrier.java",
            "app/src/main/java/depesche/delivery/Slot.java",
            "app/src/main/java/depesche/Depesche.java");

    private ErrorRules() {}

    static List<Rule> all() {
        return List.of(new Rule(
                "7.1",
                "catch (Exception …) stands at the edges only — elsewhere it hides a bug",
                (file, _) -> Trees.in(file, CatchTree.class)
                        .filter(part ->
                                !file.isTest() && !EDGES.contains(file.path().toString()))
                        .filter(part ->
                                part.getParameter().getType().toString().matches("(.*\\W)?(Exception|Throwable)"))
                        .map(part -> file.violation(part, "catch (" + part.getParameter() + ")"))));
    }
}
