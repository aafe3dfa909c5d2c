package depesche.language;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// A word as whoever begins to type it may spell it, whatever language it is in: without case, accents and dots, `ß` as
/// `ss`, the Turkish `ı` as `i`, `ü` as `u` and as `ue`.
///
/// @param written as it stands in the text
/// @param forms the plainest first
public record Plain(String written, List<String> forms) {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");
    private static final int LONGEST = 100;

    public Plain {
        forms = List.copyOf(forms);
    }

    /// The words of a text in their order. What stands between hyphens and apostrophes is a word too.
    public static List<Plain> words(String text) {
        return WORD.matcher(text)
                .results()
                .map(MatchResult::group)
                .filter(word -> word.length() <= LONGEST)
                .map(word -> new Plain(word, Folding.PLAIN.of(word.toLowerCase(Locale.ROOT))))
                .filter(word -> !word.plainest().isEmpty())
                .toList();
    }

    public String plainest() {
        return forms.getFirst();
    }

    /// Whether somebody who typed the other may be about to write this.
    public boolean beginsWith(Plain typed) {
        return forms.stream().anyMatch(form -> form.startsWith(typed.plainest()));
    }
}
