package depesche.rules;

import com.sun.source.tree.BindingPatternTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ConstantCaseLabelTree;
import com.sun.source.tree.DeconstructionPatternTree;
import com.sun.source.tree.DefaultCaseLabelTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// STYLE 6.1. Whether a switch is over a type of ours is told by its cases: patterns of our records and
/// sealed types, or names that together are constants of one of our enums.
final class SwitchRules {

    private SwitchRules() {}

    static List<Rule> all() {
        return List.of(new Rule(
                "6.1",
                "no default in a switch over a type of ours — a new case must break the build here",
                (file, all) -> switches(file)
                        .filter(cases -> isOverOurs(cases, all))
                        .flatMap(List::stream)
                        .filter(SwitchRules::isDefault)
                        .map(part -> file.violation(part, "default"))));
    }

    private static Stream<List<? extends CaseTree>> switches(SourceFile file) {
        return Stream.concat(
                Trees.in(file, SwitchTree.class).map(SwitchTree::getCases),
                Trees.in(file, SwitchExpressionTree.class).map(SwitchExpressionTree::getCases));
    }

    private static boolean isDefault(CaseTree part) {
        return part.getLabels().stream().anyMatch(DefaultCaseLabelTree.class::isInstance);
    }

    private static boolean isOverOurs(List<? extends CaseTree> cases, Sources all) {
        Set<String> patterns = patternTypes(cases);
        Set<String> constants = constants(cases);
        return patterns.stream().anyMatch(ourTypes(all)::contains)
                || (!constants.isEmpty() && ourEnums(all).anyMatch(known -> known.containsAll(constants)));
    }

    private static Set<String> patternTypes(List<? extends CaseTree> cases) {
        return cases.stream()
                .flatMap(part -> part.getLabels().stream())
                .flatMap(label -> Stream.concat(
                        Trees.below(label, DeconstructionPatternTree.class)
                                .limit(1)
                                .map(pattern -> pattern.getDeconstructor().toString()),
                        Trees.below(label, BindingPatternTree.class)
                                .limit(1)
                                .map(pattern -> pattern.getVariable().getType())
                                .filter(type -> type != null)
                                .map(Tree::toString)))
                .map(name -> name.replaceFirst("<.*", "").replaceFirst(".*\\.", ""))
                .collect(Collectors.toSet());
    }

    private static Set<String> constants(List<? extends CaseTree> cases) {
        return cases.stream()
                .flatMap(part -> part.getLabels().stream())
                .filter(ConstantCaseLabelTree.class::isInstance)
                .map(label -> ((ConstantCaseLabelTree) label).getConstantExpression())
                .filter(IdentifierTree.class::isInstance)
                .map(Tree::toString)
                .collect(Collectors.toSet());
    }

    private static Set<String> ourTypes(Sources all) {
        return all.files().stream()
                .flatMap(file -> Trees.in(file, ClassTree.class))
                .map(type -> type.getSimpleName().toString())
                .collect(Collectors.toSet());
    }

    private static Stream<Set<String>> ourEnums(Sources all) {
        return all.files().stream()
                .flatMap(file -> Trees.in(file, ClassTree.class))
                .filter(type -> type.getKind() == Tree.Kind.ENUM)
                .map(type -> type.getMembers().stream()
                        .filter(VariableTree.class::isInstance)
                        .map(member -> ((VariableTree) member).getName().toString())
                        .collect(Collectors.toSet()));
    }
}
