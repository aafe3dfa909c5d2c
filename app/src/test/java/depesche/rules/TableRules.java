package depesche.rules;

import com.sun.source.tree.LiteralTree;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// STYLE 3.3, read off the SQL in the strings of main: who writes a table, and who reads whose.
final class TableRules {

    private static final Pattern WRITE = Pattern.compile(
            "\\b(?:insert\\s+into|delete\\s+from|merge\\s+into|truncate(?:\\s+table)?|update(?:\\s+only)?"
                    + "|copy)\\s+([a-z_]+)(?!\\s*(?:\\([a-z_,\\s]*\\)\\s*)?to\\s+stdout)");
    private static final Pattern READ = Pattern.compile("\\b(?:from|join)\\s+([a-z_]+)");
    private static final Pattern CREATED = Pattern.compile("\\bcreate\\s+(?:unlogged\\s+)?table\\s+([a-z_]+)");

    private TableRules() {}

    static List<Rule> all() {
        return List.of(
                new Rule(
                        "3.3",
                        "a table is written by its owner's package only — so that one place keeps its promises",
                        (file, _) -> found(
                                file,
                                WRITE,
                                "writes",
                                table -> TableOwners.of(table).stream().allMatch(part(file)::equals))),
                new Rule(
                        "3.3",
                        "a table is read only where the arrow to its owner points — reading is knowing",
                        (file, _) -> found(
                                file,
                                READ,
                                "reads",
                                table -> TableOwners.of(table).stream()
                                        .allMatch(owner -> part(file).equals("depesche")
                                                || PackageTable.ofStyle().mayUse(part(file), owner)))));
    }

    /// Tables that the migrations make.
    static Set<String> created() {
        return Repository.files("app/src/main/resources/migrations").stream()
                .map(Repository::text)
                .flatMap(sql -> CREATED.matcher(sql.toLowerCase(Locale.ROOT)).results())
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
    }

    private static Stream<Violation> found(
            SourceFile file, Pattern pattern, String verb, Function<String, Boolean> isAllowed) {
        if (file.isTest()) {
            return Stream.empty();
        }
        return Trees.in(file, LiteralTree.class)
                .filter(literal -> literal.getValue() instanceof String)
                .flatMap(literal -> {
                    Matcher sql = pattern.matcher(((String) literal.getValue()).toLowerCase(Locale.ROOT));
                    return sql.results()
                            .map(match -> match.group(1))
                            .filter(table -> TableOwners.of(table).isPresent() && !isAllowed.apply(table))
                            .map(table -> file.violation(
                                    literal,
                                    part(file) + " " + verb + " " + table + " of "
                                            + TableOwners.of(table).orElseThrow()));
                });
    }

    private static String part(SourceFile file) {
        String[] parts = file.packageName().split("\\.");
        return parts.length > 1 ? parts[1] : file.packageName();
    }
}
