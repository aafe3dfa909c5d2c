package depesche.suggestion;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A word of a text.
///
/// @param form as it stands there
/// @param lower the same in small letters
record Token(String form, String lower) {

    /// Longer runs of letters are no words of a language; their beginning will do.
    private static final int LONGEST = 60;

    /// The runs of letters and digits, in their order.
    static List<Token> of(String text) {
        List<Token> tokens = new ArrayList<>(text.length() / 6);
        int at = 0;
        while (at < text.length()) {
            int end = at;
            while (end < text.length() && isPart(text.charAt(end))) {
                end++;
            }
            if (end > at) {
                String form = text.substring(at, Math.min(end, at + LONGEST));
                tokens.add(new Token(form, form.toLowerCase(Locale.ROOT)));
            }
            at = end + 1;
        }
        return tokens;
    }

    /// Surrogates are letters outside the first plane, or signs that no other text has.
    private static boolean isPart(char sign) {
        return Character.isLetterOrDigit(sign)
                || Character.isSurrogate(sign)
                || Character.getType(sign) == Character.NON_SPACING_MARK;
    }
}
