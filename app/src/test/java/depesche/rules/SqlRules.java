package depesche.rules;

import com.sun.source.tree.LiteralTree;
import java.util.List;
import java.util.regex.Pattern;

/// STYLE 8: SQL that says what it asks.
final class SqlRules {

    private static final Pattern OPTIONAL = Pattern.compile(":\\w+\\s*(=\\s*''|is\\s+null)\\s+or\\b");

    private SqlRules() {}

    static List<Rule> all() {
        return List.of(new Rule(
                "8.3",
                "no filter that may be switched off — it is a second statement",
                (file, _) -> Trees.in(file, LiteralTree.class)
                        .filter(literal -> !file.isTest() && literal.getValue() instanceof String)
                        .flatMap(literal -> OPTIONAL.matcher((String) literal.getValue())
                                .results()
                                .map(found -> file.violation(literal, found.group())))));
    }
}
