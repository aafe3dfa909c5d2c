package depesche.returns.report;

import depesche.mail.refusal.Addresses;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The groups of fields of a delivery status notification (RFC 3464 §2.3, RFC 6533), one for each recipient; read
/// also where blank lines are missing or too many.
final class StatusReport {

    private static final Pattern FIELD = Pattern.compile("([A-Za-z][A-Za-z0-9-]{1,40})[ \\t]*:(.*)");
    private static final Pattern TYPED = Pattern.compile("^\\s*[A-Za-z0-9-]+\\s*;\\s*");
    private static final Pattern ESCAPE = Pattern.compile("\\\\x\\{([0-9A-Fa-f]{2,6})}");
    private static final String CATEGORY = "x-powermta-bouncecategory";
    private static final Set<String> OF_RECIPIENT =
            Set.of("final-recipient", "original-recipient", "action", "status", "diagnostic-code", CATEGORY);
    private static final int MOST_GROUPS = 50;

    /// What the report says of one recipient.
    ///
    /// @param action in lower case; may be empty
    /// @param category PowerMTA's own sorting; may be empty
    record Group(String address, String original, String action, String status, String diagnostic, String category) {

        /// Nothing is known but the address.
        static Group named(String address) {
            return new Group(address, address, "", "", "", "");
        }
    }

    private final List<Group> groups = new ArrayList<>();
    private final Map<String, String> fields = new HashMap<>();
    private String last = "";

    private StatusReport() {}

    static List<Group> read(String text) {
        var report = new StatusReport();
        text.lines().forEach(report::line);
        report.end();
        return report.groups;
    }

    private void line(String line) {
        var field = FIELD.matcher(line);
        if (line.isBlank()) {
            endIfWhole();
            last = "";
        } else if (field.matches()) {
            begin(field.group(1).toLowerCase(Locale.ROOT), field.group(2).strip());
        } else if (fields.containsKey(last) && !line.startsWith("--")) {
            fields.merge(last, line.strip(), (before, more) -> before + " " + more);
        } else if (fields.containsKey("diagnostic-code") && !names() && !line.startsWith("--")) {
            fields.merge("diagnostic-code", line.strip(), (before, more) -> before + " " + more);
        }
    }

    /// A field of a recipient that is there already begins the next group.
    private void begin(String name, String value) {
        last = name;
        if (!OF_RECIPIENT.contains(name)) {
            return;
        }
        if (fields.containsKey(name) && names()) {
            end();
        }
        fields.put(name, value);
    }

    private boolean names() {
        return fields.containsKey("final-recipient") || fields.containsKey("original-recipient");
    }

    private void endIfWhole() {
        if (names()) {
            end();
        }
    }

    private void end() {
        if (names() && groups.size() < MOST_GROUPS) {
            String failed = address(fields.getOrDefault("final-recipient", ""));
            String written = address(fields.getOrDefault("original-recipient", ""));
            groups.add(new Group(
                    failed.isEmpty() ? written : failed,
                    written.isEmpty() ? failed : written,
                    fields.getOrDefault("action", "").toLowerCase(Locale.ROOT).strip(),
                    fields.getOrDefault("status", ""),
                    TYPED.matcher(fields.getOrDefault("diagnostic-code", "")).replaceFirst(""),
                    fields.getOrDefault(CATEGORY, "").toLowerCase(Locale.ROOT)));
        }
        fields.clear();
    }

    /// Without its type; the escapes of RFC 6533 undone.
    private static String address(String value) {
        String bare = TYPED.matcher(value).replaceFirst("").strip();
        boolean isEscaped = value.strip().toLowerCase(Locale.ROOT).startsWith("utf-8");
        return Addresses.bare(isEscaped ? ESCAPE.matcher(bare).replaceAll(StatusReport::unescaped) : bare);
    }

    private static String unescaped(MatchResult escape) {
        int character = Integer.parseInt(escape.group(1), 16);
        return Character.isValidCodePoint(character) && character >= ' '
                ? Matcher.quoteReplacement(Character.toString(character))
                : "";
    }
}
