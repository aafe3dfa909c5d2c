package depesche.returns.report;

import depesche.mail.refusal.Addresses;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a report says to people, up to the message that it returns; and which of it belongs to which recipient.
record Notice(List<String> lines) {

    private static final Pattern RETURNED = Pattern.compile(
            "(?i)^[ \\t>]*(?:[-=_*#]{3,}.*\\b(?:copy of|original|returned|unsent|undelivered) ?.*\\b(?:message|mail|header)"
                    + "|-+ ?(?:this is a copy|below this line|enclosed is)|below is a copy of"
                    + "|(?:included|attached) is a copy of the message|message headers follow"
                    + "|original (?:message|mail) (?:headers|(?:as )?follows)|content-type: *(?:message/rfc822|text/rfc822-headers))");
    private static final Pattern SURE_HEADER =
            Pattern.compile("(?i)^(?:return-path|received|dkim-signature|x-originating-ip|delivered-to):.*");
    private static final Pattern HEADER =
            Pattern.compile("(?i)^(?:from|to|cc|subject|date|message-id|mime-version|content-type|reply-to|sender):.*");
    /// A header that only a message has, not a report's account of one.
    private static final Pattern TRACE = Pattern.compile("(?i)^(?:message-id|mime-version|content-type):.*");
    /// An account of the message that failed names its sender too, and identifiers that look like addresses.
    private static final Pattern OF_OTHERS = Pattern.compile(
            "(?i)^[ \\t>]*(?:message-id|from|sender|reply-to|references|in-reply-to|return-path|return address)\\b.{0,20}:");
    private static final int HEADERS_IN_A_ROW = 3;
    private static final int MOST_LINES = 3_000;
    private static final int LONGEST_LINE = 2_000;
    private static final int MOST_ADDRESSES = 50;

    /// How an address stands where it is the one that failed, the surest first: before what is said of it; alone;
    /// at the start of a line.
    private static final List<Pattern> PLACES = List.of(
            starting("(?:\\(expanded from[^)]*\\))?[ \\t]*:(?![\\w.-]+@)"),
            Pattern.compile("^[45]\\d\\d <?(" + Addresses.FORM + ")>?(?:\\.\\.\\.|:)"),
            starting("[ \\t.;,]*$"),
            starting("(?=[\\s:;,.<>(\\[…])"));

    Notice {
        lines = List.copyOf(lines);
    }

    static Notice of(String text) {
        List<String> lines = new ArrayList<>();
        int inARow = 0;
        boolean hasTrace = false;
        for (String line : (Iterable<String>) text.lines().limit(MOST_LINES)::iterator) {
            inARow = HEADER.matcher(line).matches() ? inARow + 1 : 0;
            hasTrace = inARow > 0 && (hasTrace || TRACE.matcher(line).matches());
            if (inARow >= HEADERS_IN_A_ROW && hasTrace) {
                return new Notice(lines.subList(0, Math.max(0, lines.size() - inARow + 1)));
            }
            if (SURE_HEADER.matcher(line).matches() || RETURNED.matcher(line).find()) {
                break;
            }
            lines.add(line.substring(0, Math.min(line.length(), LONGEST_LINE)));
        }
        return new Notice(lines);
    }

    /// Whether a line begins with an address, as that of one that failed does.
    boolean isNaming() {
        return PLACES.stream().anyMatch(place -> !addressesAt(place).isEmpty());
    }

    String text() {
        return String.join("\n", lines);
    }

    /// Addresses at the start of lines; where there are none, all that the text has.
    Set<String> addresses() {
        return PLACES.stream()
                .map(this::addressesAt)
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElseGet(() -> Addresses.in(lines.stream()
                        .filter(line -> !OF_OTHERS.matcher(line).find())
                        .collect(Collectors.joining("\n"))));
    }

    /// What is indented below an address goes on about it: the addresses in there failed nowhere.
    private Set<String> addressesAt(Pattern place) {
        Set<String> found = new LinkedHashSet<>();
        int above = Integer.MAX_VALUE;
        for (String line : lines) {
            var matcher = place.matcher(line);
            boolean isNamed = matcher.find();
            if (line.isBlank()) {
                above = Integer.MAX_VALUE;
            } else if (isNamed && indent(line) <= above && found.size() < MOST_ADDRESSES) {
                found.add(Addresses.bare(matcher.group(1)));
                above = indent(line);
            }
        }
        return found;
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }

    private static Pattern starting(String behind) {
        return Pattern.compile(
                "^[ \\t]*(?:[-*>]+ *|\\d{3} +|(?:in: |>>> )?rcpt to: *|final-recipient: *\\S+; *|(?:(?:failed|intended|original) )?(?:recipient|address)(?: address)?: *)?<?("
                        + Addresses.FORM + ")>?[ \\t]*" + behind,
                Pattern.CASE_INSENSITIVE);
    }

    /// The text around each address: from the line that first names it to the next of them; in a transcript of a
    /// talk with a server what stands before it too.
    Map<String, String> around(Set<String> addresses) {
        boolean isTranscript = lines.stream().anyMatch(line -> line.strip().startsWith("<<<"));
        Map<String, StringBuilder> around = new LinkedHashMap<>();
        var before = new StringBuilder();
        var text = new StringBuilder();
        String current = "";
        for (String line : lines) {
            String named = named(line, addresses);
            if (!named.isEmpty() && !named.equals(current)) {
                current = named;
                text = around.computeIfAbsent(named, _ -> new StringBuilder());
                text.append(isTranscript ? before : "").append('\n');
                before.setLength(0);
            }
            before.append(line).append('\n');
            if (!isTranscript || !named.isEmpty()) {
                text.append(line).append('\n');
            }
        }
        Map<String, String> texts = new LinkedHashMap<>();
        around.forEach((address, found) -> texts.put(address, found.toString()));
        return texts;
    }

    private static String named(String line, Set<String> addresses) {
        String lower = line.toLowerCase(Locale.ROOT);
        if (lower.indexOf('@') < 0) {
            return "";
        }
        return addresses.stream()
                .filter(address -> lower.contains(address.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElse("");
    }
}
