package depesche.mail.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An SPF record as it was understood: its directives in order, and where to go on when none of them matches.
record SpfRecord(List<SpfTerm> terms, Optional<String> redirect) {

    private static final String VERSION = "v=spf1";
    private static final String REDIRECT = "redirect";
    private static final Pattern MODIFIER = Pattern.compile("([A-Za-z][A-Za-z0-9._-]*)=(.*)");

    SpfRecord {
        terms = List.copyOf(terms);
    }

    static boolean isOne(String text) {
        return text.regionMatches(true, 0, VERSION, 0, VERSION.length())
                && (text.length() == VERSION.length() || text.charAt(VERSION.length()) == ' ');
    }

    /// What became of a text.
    sealed interface Parsed {}

    record Valid(SpfRecord record) implements Parsed {}

    record Invalid(String term) implements Parsed {}

    static Parsed parse(String text) {
        List<SpfTerm> terms = new ArrayList<>();
        Map<String, String> modifiers = new HashMap<>();
        for (String word : text.substring(VERSION.length()).split(" +")) {
            Matcher modifier = MODIFIER.matcher(word);
            if (modifier.matches()) {
                String name = modifier.group(1).toLowerCase(Locale.ROOT);
                if (!isRight(name, modifier.group(2)) || modifiers.put(name, modifier.group(2)) != null) {
                    return new Invalid(word);
                }
            } else if (!word.isEmpty()) {
                Optional<SpfTerm> term = SpfTerm.parse(word);
                if (term.isEmpty()) {
                    return new Invalid(word);
                }
                terms.add(term.get());
            }
        }
        return new Valid(new SpfRecord(terms, Optional.ofNullable(modifiers.get(REDIRECT))));
    }

    /// Those that we do not know are passed over, if they have the form of one.
    private static boolean isRight(String modifier, String value) {
        return modifier.equals(REDIRECT) || modifier.equals("exp")
                ? DomainSpec.isOne(value)
                : DomainSpec.isMacroString(value);
    }

    /// Whether any address at all can pass.
    boolean permitsAnybody() {
        return redirect.isPresent() || terms.stream().anyMatch(term -> term.verdict() == SpfResult.Verdict.PASS);
    }
}
