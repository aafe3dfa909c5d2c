package depesche.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds the comments of a Java text, and nothing that only looks like one inside a string.
final class Comments {

    /// A comment without its slashes and stars; one of several lines is one for each.
    record Comment(long line, String text, boolean isDoc) {}

    /// Text blocks, strings, characters, comments. Possessive, or a long text block takes the whole stack.
    private static final Pattern TOKEN = Pattern.compile("(?s)"
            + String.join(
                    "|",
                    "\"\"\"(?:[^\"\\\\]|\\\\.|\"(?!\"\"))*+\"\"\"",
                    "\"(?:[^\"\\\\\\n]|\\\\.)*+\"",
                    "'(?:[^'\\\\]|\\\\.)*+'",
                    "//[^\\n]*+",
                    "/\\*.*?\\*/"));

    private Comments() {}

    static List<Comment> of(String java) {
        return TOKEN.matcher(java)
                .results()
                .flatMap(token -> {
                    long line = java.substring(0, token.start()).lines().count()
                            + (token.start() == 0 || java.charAt(token.start() - 1) == '\n' ? 1 : 0);
                    return in(token.group(), line).stream();
                })
                .toList();
    }

    private static List<Comment> in(String token, long line) {
        if (token.startsWith("///")) {
            return List.of(new Comment(line, token.substring(3).strip(), true));
        }
        if (token.startsWith("//")) {
            return List.of(new Comment(line, token.substring(2).strip(), false));
        }
        if (token.startsWith("/*")) {
            return block(token, line);
        }
        return List.of();
    }

    private static List<Comment> block(String token, long line) {
        Matcher edges = Pattern.compile("^/\\*+|\\*/$").matcher(token);
        List<String> lines = edges.replaceAll("").lines().toList();
        var comments = new ArrayList<Comment>();
        for (int index = 0; index < lines.size(); index++) {
            String text = lines.get(index).strip().replaceFirst("^\\*+", "").strip();
            comments.add(new Comment(line + index, text, token.startsWith("/**")));
        }
        return List.copyOf(comments);
    }
}
