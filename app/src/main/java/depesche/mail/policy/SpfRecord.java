package depesche.mail.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// An SPF record as it was understood: its directives in order, and where to go on when none of them matches.
record SpfRecord(List<SpfTerm> terms, Optional<String> redirect) {

    private static final String VERSION = "v=spf1";
    private static final Pattern MODIFIER = Pattern.compile("[A-Za-z][A-Za-z0-9._-]*=\\S*");

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
        Optional<String> redirect = Optional.empty();
        for (String word : text.strip().substring(VERSION.length()).strip().split(" +")) {
            if (word.regionMatches(true, 0, "redirect=", 0, 9)) {
                redirect = Optional.of(word.substring(9));
            } else if (!word.isEmpty() && !MODIFIER.matcher(word).matches()) {
                Optional<SpfTerm> term = SpfTerm.parse(word);
                if (term.isEmpty()) {
                    return new Invalid(word);
                }
                terms.add(term.get());
            }
        }
        return new Valid(new SpfRecord(terms, redirect));
    }

    /// Whether any address at all can pass.
    boolean permitsAnybody() {
        return redirect.isPresent() || terms.stream().anyMatch(term -> term.verdict() == SpfResult.Verdict.PASS);
    }
}
