package depesche.rules;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// STYLE 2.2, 5.2, 5.4: names that say nothing.
final class NameRules {

    private static final Set<String> PACKAGES =
            Set.of("util", "utils", "common", "helper", "helpers", "misc", "core", "shared", "impl");
    private static final Set<String> WORDS =
            Set.of("Manager", "Helper", "Helpers", "Util", "Utils", "Processor", "Impl", "Base", "Abstract", "Service");
    private static final Set<String> LAST_WORDS = Set.of("Data", "Info");

    private static final Rule PACKAGE_NAMES = new Rule(
            "2.2",
            "no util, common, helper, misc, core, shared, impl — a thing without a home has no name yet",
            (file, _) -> Arrays.stream(file.packageName().split("\\."))
                    .filter(PACKAGES::contains)
                    .map(word -> file.violation(1, "package " + file.packageName())));

    private static final Rule TYPE_NAMES = new Rule(
            "5.2",
            "no name that says nothing — say what it does",
            (file, _) -> Trees.in(file, ClassTree.class)
                    .filter(type -> saysNothing(type.getSimpleName().toString()))
                    .map(type -> file.violation(type, type.getSimpleName().toString())));

    private static final Rule INTERFACE_NAMES = new Rule(
            "5.2",
            "no I before an interface — the interface is the noun",
            (file, _) -> Trees.in(file, ClassTree.class)
                    .filter(type -> type.getKind() == Tree.Kind.INTERFACE)
                    .filter(type -> type.getSimpleName().toString().matches("I[A-Z][a-z].*"))
                    .map(type -> file.violation(type, type.getSimpleName().toString())));

    private static final Rule QUERIES = new Rule(
            "5.4",
            "no get — a query is the noun",
            (file, _) -> Trees.in(file, MethodTree.class)
                    .filter(method -> method.getName().toString().matches("get[A-Z].*"))
                    .filter(method -> !Trees.isOverride(method))
                    .map(method -> file.violation(method, method.getName().toString())));

    private NameRules() {}

    static List<Rule> all() {
        return List.of(PACKAGE_NAMES, TYPE_NAMES, INTERFACE_NAMES, QUERIES);
    }

    private static boolean saysNothing(String name) {
        List<String> words = Stream.of(name.split("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])"))
                .toList();
        return words.stream().anyMatch(WORDS::contains) || (words.size() > 1 && LAST_WORDS.contains(words.getLast()));
    }
}
