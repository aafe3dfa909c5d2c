package depesche.rules;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// STYLE 4.4: what a reader can hold in the head.
final class SizeRules {

    private static final int METHOD_LINES = 25;
    private static final int TEST_LINES = 40;
    private static final int FILE_LINES = 400;
    private static final int TEST_FILE_LINES = 500;
    private static final int CONSTRUCTOR_PARAMETERS = 6;
    private static final int RECORD_COMPONENTS = 10;

    private static final Rule METHODS = new Rule(
            "4.4",
            "a method fits in 25 lines, a test in 40 — what does not, holds two thoughts",
            (file, _) -> methods(file)
                    .filter(method -> method.lines() > (file.isTest() ? TEST_LINES : METHOD_LINES))
                    .map(method -> new Violation(file.path().toString(), method.line(), method.toString())));

    private static final Rule FILES = new Rule(
            "4.4",
            "a file fits in 400 lines, one of tests in 500 — what does not, is two nouns",
            (file, _) -> Stream.of(fileLines(file))
                    .filter(lines -> lines > (file.isTest() ? TEST_FILE_LINES : FILE_LINES))
                    .map(lines -> file.violation(1, lines + " lines")));

    private static final Rule CONSTRUCTORS = new Rule(
            "4.4",
            "a constructor takes at most six arguments — more are a type of their own",
            (file, _) -> Trees.in(file, MethodTree.class)
                    .filter(method -> Trees.isConstructor(method) && !Trees.isInRecord(file, method))
                    .filter(method -> method.getParameters().size() > CONSTRUCTOR_PARAMETERS)
                    .map(method -> file.violation(method, method.getParameters().size() + " arguments")));

    private static final Rule RECORDS = new Rule(
            "4.4",
            "a record has at most ten components, but where it mirrors a row, a message or a page",
            (file, _) -> Trees.in(file, ClassTree.class)
                    .filter(type -> type.getKind() == Tree.Kind.RECORD)
                    .filter(type -> components(type) > RECORD_COMPONENTS && !mirrors(file, type))
                    .map(type ->
                            file.violation(type, type.getSimpleName() + " has " + components(type) + " components")));

    private SizeRules() {}

    static List<Rule> all() {
        return List.of(METHODS, FILES, CONSTRUCTORS, RECORDS);
    }

    /// A method with the lines between its braces, blank ones, comments and plain data not counted.
    record MethodSize(String file, long line, String name, long lines) {

        @Override
        public String toString() {
            return name + " has " + lines + " lines";
        }
    }

    static Stream<MethodSize> methods(SourceFile file) {
        return Trees.in(file, MethodTree.class)
                .filter(method -> method.getBody() != null)
                .map(method -> new MethodSize(
                        file.path().toString(),
                        file.line(method),
                        method.getName().toString(),
                        lines(file, method)));
    }

    static long fileLines(SourceFile file) {
        return file.text().lines().count();
    }

    /// Says of itself that it is a row of the database, a message on the wire or a page, whose width is not ours to
    /// choose.
    private static boolean mirrors(SourceFile file, ClassTree record) {
        return file.commentsAbove(file.line(record)).stream()
                .anyMatch(comment -> comment.text().matches(".*\\bMirrors a (row|message|page)\\b.*"));
    }

    private static long components(ClassTree record) {
        return record.getMembers().stream()
                .filter(VariableTree.class::isInstance)
                .map(VariableTree.class::cast)
                .filter(field -> !Trees.isStatic(field.getModifiers()))
                .count();
    }

    private static long lines(SourceFile file, MethodTree method) {
        List<String> text = file.text().lines().toList();
        Set<Long> ofData = dataLines(file, method);
        return LongStream.range(file.line(method.getBody()) + 1, file.lastLine(method))
                .filter(line -> !ofData.contains(line))
                .mapToObj(line -> text.get((int) line - 1).strip())
                .filter(line -> !line.isEmpty() && !line.startsWith("//"))
                .count();
    }

    /// Lines that only list data: the insides of text blocks, and of calls and arrays made of literals alone.
    private static Set<Long> dataLines(SourceFile file, MethodTree method) {
        var lines = new HashSet<Long>();
        Trees.below(method, ExpressionTree.class)
                .filter(SizeRules::isData)
                .forEach(data -> LongStream.rangeClosed(file.line(data) + 1, file.lastLine(data))
                        .forEach(lines::add));
        return lines;
    }

    private static boolean isData(@Nullable Tree expression) {
        return switch (expression) {
            case LiteralTree _ -> true;
            case NewArrayTree array ->
                array.getInitializers() != null
                        && array.getInitializers().stream().allMatch(SizeRules::isData);
            case MethodInvocationTree call ->
                call.getMethodSelect().toString().matches("\\w+(\\.\\w+)?")
                        && call.getArguments().stream().allMatch(SizeRules::isData);
            case NewClassTree made -> made.getArguments().stream().allMatch(SizeRules::isData);
            case null, default -> false;
        };
    }
}
