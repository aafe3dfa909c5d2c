package depesche.rules;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.Tree;
import depesche.rules.Comments.Comment;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// STYLE 13: what comments are for, and what they are not for.
final class CommentRules {

    private static final Pattern CODE = Pattern.compile(
            "(.*[;{]|}|.*\\);?|(import|return|var|if|for|while|private|public|final|@[A-Z]\\w+)\\b.*[;{(})])");
    private static final Pattern BANNER = Pattern.compile("[-=*#_~/]{4,}.*|.*[-=*#_~]{4,}");

    private static final Rule TODOS = new Rule(
            "13.4",
            "no TODO — open an issue, or do it",
            (file, _) -> comments(file, comment -> comment.text().matches(".*\\b(TODO|FIXME|XXX|HACK)\\b.*")));

    private static final Rule AUTHORS = new Rule(
            "13.4",
            "no author tags — git knows",
            (file, _) -> comments(file, comment -> comment.text().matches(".*@(author|since|version)\\b.*")));

    private static final Rule OLD_CODE = new Rule(
            "13.4",
            "no commented-out code — git keeps it",
            (file, _) -> comments(file, comment -> !comment.isDoc() && isCode(comment.text())));

    private static final Rule BANNERS = new Rule(
            "13.4",
            "no section banners — split the file, or let it flow",
            (file, _) -> comments(
                    file,
                    comment ->
                            !comment.isDoc() && BANNER.matcher(comment.text()).matches()));

    private static final Rule TYPE_DOCS = new Rule(
            "13.2",
            "a public type says what it stands for — it is what others see of the package",
            CommentRules::undocumented);

    private static final Rule PACKAGE_DOCS = new Rule(
            "13.3",
            "package-info.java says what the package is for, and is @NullMarked",
            (file, all) -> Stream.of(file)
                    .filter(any -> isPackageUntold(file, all))
                    .map(any -> file.violation(1, "package " + file.packageName())));

    private CommentRules() {}

    static List<Rule> all() {
        return List.of(TODOS, AUTHORS, OLD_CODE, BANNERS, TYPE_DOCS, PACKAGE_DOCS);
    }

    private static Stream<Violation> comments(SourceFile file, Predicate<Comment> isBad) {
        return file.comments().stream().filter(isBad).map(comment -> file.violation(comment.line(), comment.text()));
    }

    private static boolean isCode(String comment) {
        boolean endsLikeCode = comment.matches(".*[;{]|[})]+;?") && !comment.matches(".*[a-zäöü] \\{");
        return endsLikeCode && CODE.matcher(comment).matches();
    }

    private static Stream<Violation> undocumented(SourceFile file, Sources all) {
        if (file.isTest()) {
            return Stream.empty();
        }
        return file.tree().getTypeDecls().stream()
                .filter(ClassTree.class::isInstance)
                .map(ClassTree.class::cast)
                .filter(type -> Trees.isPublic(type.getModifiers()))
                .filter(type -> !hasDoc(file, type))
                .map(type -> file.violation(type, type.getSimpleName().toString()));
    }

    private static boolean hasDoc(SourceFile file, Tree type) {
        return file.commentsAbove(file.line(type)).stream().anyMatch(Comment::isDoc);
    }

    private static boolean isPackageUntold(SourceFile file, Sources all) {
        if (file.name().equals("package-info.java")) {
            boolean isMarked = Trees.in(file, AnnotationTree.class)
                    .anyMatch(annotation ->
                            annotation.getAnnotationType().toString().equals("NullMarked"));
            return !isMarked || (!file.isTest() && file.comments().stream().noneMatch(Comment::isDoc));
        }
        return !file.packageName().isEmpty()
                && !file.packageName().equals("depesche")
                && all.files().stream()
                        .noneMatch(other -> other.name().equals("package-info.java")
                                && other.packageName().equals(file.packageName()));
    }
}
