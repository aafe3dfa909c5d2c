package depesche.rules;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.SourcePositions;
import depesche.rules.Comments.Comment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A Java file, read and parsed, not compiled.
record SourceFile(Path path, String text, CompilationUnitTree tree, SourcePositions positions, List<Comment> comments) {

    boolean isTest() {
        return path.toString().contains("src/test/");
    }

    boolean isTestSupport() {
        return path.toString().contains("/depesche/testing/");
    }

    /// `depesche.delivery.email` for a file in that package.
    String packageName() {
        return tree.getPackage() == null
                ? ""
                : tree.getPackage().getPackageName().toString();
    }

    String name() {
        return path.getFileName().toString();
    }

    long line(Tree part) {
        return tree.getLineMap().getLineNumber(Math.max(0, positions.getStartPosition(tree, part)));
    }

    long lastLine(Tree part) {
        return tree.getLineMap().getLineNumber(Math.max(0, positions.getEndPosition(tree, part)));
    }

    String textOf(Tree part) {
        int start = (int) positions.getStartPosition(tree, part);
        int end = (int) positions.getEndPosition(tree, part);
        return start < 0 || end < start ? "" : text.substring(start, end);
    }

    Violation violation(Tree part, String what) {
        return violation(line(part), what);
    }

    Violation violation(long line, String what) {
        return new Violation(path.toString(), line, what);
    }

    /// Whether a comment on the line or right above it names the rule and so gives a reason to break it.
    boolean waives(String number, long line) {
        return comments.stream()
                .filter(comment -> comment.line() == line || commentsAbove(line).contains(comment))
                .anyMatch(comment -> comment.text().contains("STYLE " + number + ":"));
    }

    /// The comment that ends on the line above, in lines; a line of annotations between does not matter.
    List<Comment> commentsAbove(long line) {
        var above = new ArrayList<Comment>();
        long expected = line - 1;
        for (Comment comment : comments.reversed()) {
            if (comment.line() == expected || (above.isEmpty() && comment.line() == line - 2)) {
                above.add(comment);
                expected = comment.line() - 1;
            }
        }
        return List.copyOf(above);
    }
}
