package depesche.rules;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/// Questions to parsed Java that several rules ask.
final class Trees {

    private Trees() {}

    static <T extends Tree> Stream<T> in(SourceFile file, Class<T> kind) {
        return below(file.tree(), kind);
    }

    static <T extends Tree> Stream<T> below(Tree root, Class<T> kind) {
        var found = new ArrayList<T>();
        new TreeScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void scan(@Nullable Tree tree, @Nullable Void nothing) {
                if (kind.isInstance(tree)) {
                    found.add(kind.cast(tree));
                }
                return super.scan(tree, nothing);
            }
        }.scan(root, null);
        return found.stream();
    }

    /// Types with the types they stand in, outermost first.
    static Stream<List<ClassTree>> nestings(SourceFile file) {
        var found = new ArrayList<List<ClassTree>>();
        new TreePathScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
                found.add(enclosing(getCurrentPath()));
                return super.visitClass(type, nothing);
            }
        }.scan(file.tree(), null);
        return found.stream();
    }

    private static List<ClassTree> enclosing(TreePath path) {
        return StreamSupport.stream(path.spliterator(), false)
                .filter(ClassTree.class::isInstance)
                .map(ClassTree.class::cast)
                .toList()
                .reversed();
    }

    /// Methods written in a type itself, not in one nested in it.
    static Stream<MethodTree> methods(ClassTree type) {
        return type.getMembers().stream().filter(MethodTree.class::isInstance).map(MethodTree.class::cast);
    }

    static boolean isConstructor(MethodTree method) {
        return method.getName().contentEquals("<init>");
    }

    static boolean isOverride(MethodTree method) {
        return method.getModifiers().getAnnotations().stream()
                .anyMatch(
                        annotation -> annotation.getAnnotationType().toString().equals("Override"));
    }

    static boolean isStatic(ModifiersTree modifiers) {
        return modifiers.getFlags().contains(Modifier.STATIC);
    }

    static boolean isPublic(ModifiersTree modifiers) {
        return modifiers.getFlags().contains(Modifier.PUBLIC);
    }

    static boolean isInRecord(SourceFile file, MethodTree method) {
        return in(file, ClassTree.class)
                .filter(type -> type.getKind() == Tree.Kind.RECORD)
                .anyMatch(type -> type.getMembers().contains(method));
    }
}
