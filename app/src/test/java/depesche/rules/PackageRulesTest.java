package depesche.rules;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class PackageRulesTest {

    private static final JavaClasses ALL = new ClassFileImporter().importPackages("depesche");
    private static final JavaClasses MAIN =
            ALL.that(DescribedPredicate.describe("are no tests", PackageRulesTest::isMain));
    private static final PackageTable TABLE = PackageTable.ofStyle();

    @TestFactory
    Stream<DynamicTest> aPackageKnowsOnlyWhatTheTableAllows() {
        return TABLE.packages().stream()
                .map(name ->
                        DynamicTest.dynamicTest(name, () -> closed(TABLE, name).check(MAIN)));
    }

    @Test
    void anArrowThatTheTableDoesNotHaveIsFound() {
        var strict = new PackageTable(Map.of(
                "account", new PackageTable.Row(Set.of(), "this sample forbids what is allowed"),
                "db", new PackageTable.Row(Set.of(), "")));

        assertThat(closed(strict, "account").evaluate(MAIN).hasViolation()).isTrue();
    }

    @Test
    void eachPackageHasARow() {
        Set<String> known = TABLE.packages();

        assertThat(MAIN.stream()
                        .map(type -> part(type.getPackageName()))
                        .filter(part -> !part.isEmpty() && !part.equals("jte"))
                        .filter(part -> !known.contains(part))
                        .collect(Collectors.toSet()))
                .as("STYLE 3.1: packages without a row in the table — say who may know them")
                .isEmpty();
    }

    @Test
    void noPackagesKnowOneAnotherInACircle() {
        slices().matching("depesche.(*)..")
                .should()
                .beFreeOfCycles()
                .because("STYLE 3.1: one way down, never back up")
                .check(MAIN);
    }

    @Test
    void nobodyBelowKnowsTheProgramItself() {
        noClasses()
                .that()
                .resideInAnyPackage(packages(TABLE.packages().stream()
                        .filter(name -> !name.equals("command"))
                        .collect(Collectors.toSet())))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("depesche")
                .because("STYLE 3: what opens everything knows everything, and is known to commands only")
                .check(MAIN);
    }

    @Test
    void theServersTypesStayOutOfThePaper() {
        noClasses()
                .that()
                .resideOutsideOfPackages("depesche", "depesche.web..", "depesche.net..", "depesche.command..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.quarkus..", "io.vertx..", "io.netty..")
                .because("STYLE 3: the paper outlives the server that shows it")
                .check(MAIN);
    }

    @Test
    void whatNobodyElseNeedsIsNotPublic() {
        Set<String> needed = ALL.stream()
                .flatMap(user -> user.getDirectDependenciesFromSelf().stream())
                .filter(use -> !use.getOriginClass()
                        .getPackageName()
                        .equals(use.getTargetClass().getPackageName()))
                .map(use -> use.getTargetClass().getName().split("\\$")[0])
                .collect(Collectors.toSet());
        List<String> needless = MAIN.stream()
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(type -> type.getEnclosingClass().isEmpty())
                .filter(type -> TABLE.packages().contains(part(type.getPackageName())))
                .map(JavaClass::getName)
                .filter(name -> !needed.contains(name))
                .sorted()
                .toList();

        System.out.println("STYLE 3.2: public types that no other package uses yet: " + needless);
        assertThat(needed).isNotEmpty();
    }

    private static boolean isMain(JavaClass type) {
        return type.getSource()
                .filter(source -> source.getUri().getPath().contains("/test-classes/"))
                .isEmpty();
    }

    private static ArchRule closed(PackageTable table, String name) {
        ArchRule rule = table.closedTo(name).isEmpty()
                ? classes().should().bePublic().orShould().notBePublic()
                : noClasses()
                        .that()
                        .resideInAnyPackage(packages(Set.of(name)))
                        .should()
                        .dependOnClassesThat(resideInAnyPackage(packages(table.closedTo(name))));
        return rule.because("STYLE 3.1: " + table.rows().get(name).because()).allowEmptyShould(true);
    }

    /// The package itself, what is below it, and the templates compiled for it.
    private static String[] packages(Set<String> names) {
        return names.stream()
                .flatMap(name -> Stream.of("depesche." + name + "..", "depesche.jte." + name + ".."))
                .toArray(String[]::new);
    }

    private static String part(String packageName) {
        String[] parts = packageName.split("\\.");
        return parts.length > 1 ? parts[1] : "";
    }
}
