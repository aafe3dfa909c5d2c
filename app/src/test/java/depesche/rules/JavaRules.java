package depesche.rules;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.PrimitiveTypeTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.TypeKind;

/// STYLE 6: what of Java is not used here.
final class JavaRules {

    private static final Rule LOMBOK =
            new Rule("6", "no Lombok — Java has records", (file, _) -> imports(file, "lombok"));

    private static final Rule THREAD_LOCALS = new Rule(
            "6",
            "no ThreadLocal — hand it over, or a ScopedValue where it is the request's id",
            (file, _) -> Trees.in(file, IdentifierTree.class)
                    .filter(name -> name.getName().toString().endsWith("ThreadLocal"))
                    .map(name -> file.violation(name, name.toString())));

    private static final Rule ABSTRACT_CLASSES = new Rule(
            "6",
            "no abstract class — an interface, or a part that is handed in",
            (file, _) -> Trees.in(file, ClassTree.class)
                    .filter(type -> type.getKind() == Tree.Kind.CLASS)
                    .filter(type -> type.getModifiers().getFlags().contains(Modifier.ABSTRACT))
                    .map(type -> file.violation(type, type.getSimpleName().toString())));

    private static final Rule STATIC_STATE = new Rule(
            "6",
            "no static state that changes — who needs it is given it",
            (file, _) -> main(file, ClassTree.class)
                    .flatMap(JavaRules::fields)
                    .filter(field -> Trees.isStatic(field.getModifiers()))
                    .filter(field -> !field.getModifiers().getFlags().contains(Modifier.FINAL))
                    .map(field -> file.violation(field, field.getName().toString())));

    private static final Rule BOOLEANS = new Rule(
            "6",
            "no boolean parameter in a public method — two methods, or an enum with two names",
            JavaRules::booleanParameters);

    private static final Rule OPTIONALS = new Rule(
            "6",
            "Optional is for results — a parameter is an overload, or a type of its own",
            (file, _) -> publicTypes(file).flatMap(type -> optionals(file, type)));

    private static final Rule NULLS = new Rule(
            "6",
            "no null as a result — Optional, or a sealed result",
            (file, _) -> main(file, ReturnTree.class)
                    .filter(result -> result.getExpression() != null
                            && result.getExpression().getKind() == Tree.Kind.NULL_LITERAL)
                    .map(result -> file.violation(result, "return null")));

    private static final Rule CHECKED_EXCEPTIONS = new Rule(
            "6",
            "no checked exception in our signatures — a value, or an unchecked one",
            (file, _) -> publicTypes(file)
                    .flatMap(Trees::methods)
                    .filter(method -> !method.getThrows().isEmpty())
                    .filter(method -> Trees.isPublic(method.getModifiers()))
                    .filter(method -> !Trees.isOverride(method) && !mapsRow(method))
                    .map(method -> file.violation(method, method.getName() + " throws " + method.getThrows())));

    private JavaRules() {}

    static List<Rule> all() {
        return List.of(
                LOMBOK, THREAD_LOCALS, ABSTRACT_CLASSES, STATIC_STATE, BOOLEANS, OPTIONALS, NULLS, CHECKED_EXCEPTIONS);
    }

    private static Stream<Violation> imports(SourceFile file, String start) {
        return Trees.in(file, ImportTree.class)
                .filter(use -> use.getQualifiedIdentifier().toString().startsWith(start))
                .map(use -> file.violation(use, use.getQualifiedIdentifier().toString()));
    }

    private static <T extends Tree> Stream<T> main(SourceFile file, Class<T> kind) {
        return file.isTest() ? Stream.empty() : Trees.in(file, kind);
    }

    /// Types of main that other packages see: the insides of a package are its own matter.
    private static Stream<ClassTree> publicTypes(SourceFile file) {
        return Trees.nestings(file)
                .filter(_ -> !file.isTest())
                .filter(nesting -> nesting.stream().allMatch(type -> Trees.isPublic(type.getModifiers())))
                .map(List::getLast);
    }

    private static Stream<VariableTree> fields(ClassTree type) {
        if (type.getKind() == Tree.Kind.ENUM || type.getKind() == Tree.Kind.INTERFACE) {
            return type.getMembers().stream()
                    .filter(VariableTree.class::isInstance)
                    .map(VariableTree.class::cast)
                    .filter(field -> type.getKind() == Tree.Kind.ENUM
                            && field.getModifiers().getFlags().contains(Modifier.PRIVATE));
        }
        return type.getMembers().stream().filter(VariableTree.class::isInstance).map(VariableTree.class::cast);
    }

    private static Stream<Violation> booleanParameters(SourceFile file, Sources all) {
        return publicTypes(file)
                .flatMap(type -> Trees.methods(type)
                        .filter(method -> isOpen(type, method))
                        .filter(method -> !Trees.isOverride(method))
                        .filter(method -> !(Trees.isConstructor(method) && type.getKind() == Tree.Kind.RECORD)))
                .flatMap(method -> method.getParameters().stream()
                        .filter(JavaRules::isBoolean)
                        .map(parameter -> file.violation(
                                parameter, method.getName() + "(… boolean " + parameter.getName() + " …)")));
    }

    /// Jdbi calls these, and takes the exception.
    private static boolean mapsRow(MethodTree method) {
        return method.getParameters().stream()
                .anyMatch(parameter -> parameter.getType().toString().equals("ResultSet"));
    }

    private static boolean isOpen(ClassTree type, MethodTree method) {
        return Trees.isPublic(method.getModifiers()) || type.getKind() == Tree.Kind.INTERFACE;
    }

    private static boolean isBoolean(VariableTree parameter) {
        return parameter.getType() instanceof PrimitiveTypeTree primitive
                && primitive.getPrimitiveTypeKind() == TypeKind.BOOLEAN;
    }

    private static Stream<Violation> optionals(SourceFile file, ClassTree type) {
        if (type.getKind() == Tree.Kind.RECORD) {
            return Stream.empty();
        }
        return Trees.methods(type)
                .filter(method -> isOpen(type, method) && !Trees.isOverride(method))
                .flatMap(method -> method.getParameters().stream())
                .filter(parameter -> parameter.getType().toString().matches("Optional(<.*|Int|Long|Double)"))
                .map(parameter -> file.violation(parameter, parameter.getType() + " " + parameter.getName()));
    }
}
