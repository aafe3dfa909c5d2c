package depesche.text;

import com.ibm.icu.text.Transliterator;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// The part of an article's address made from its headline: `rathaus-brennt-nieder`.
/// Not the slugline, which is the desk's working label.
public record Slug(String value) {

    private static final Pattern FORM = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final int MAX_LENGTH = 80;
    private static final int LONG_ENOUGH = 40;
    private static final int ENOUGH_OF_A_HEADLINE = 400;
    private static final String LATIN = "Any-Latin; Latin-ASCII";

    /// How a language's readers themselves write its letters in Latin ones.
    private static final Map<String, String> BY_LANGUAGE = Map.of(
            "ru", "Russian-Latin/BGN; " + LATIN,
            "uk", "Ukrainian-Latin/BGN; " + LATIN,
            "bg", "Bulgarian-Latin/BGN; " + LATIN,
            "el", "Greek-Latin/UNGEGN; " + LATIN);

    public Slug {
        if (value.length() > MAX_LENGTH || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a slug: " + value);
        }
    }

    /// Whether a part of an address is made like one; what is not can be the name of nothing.
    public static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    /// A headline without a letter gets the language's word for an article.
    public static Slug of(String headline, Locale language) {
        var ascii = latin(shortened(headline), language).toLowerCase(Locale.ROOT);
        var hyphenated = ascii.replaceAll("(?<=[a-z0-9])['’](?=[a-z])", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        if (hyphenated.chars().noneMatch(Character::isLetter)) {
            return new Slug(language.getLanguage().equals("de") ? "artikel" : "article");
        }
        return new Slug(cut(hyphenated));
    }

    private static String shortened(String headline) {
        var clean = Characters.clean(headline);
        int points = clean.codePointCount(0, clean.length());
        return points <= ENOUGH_OF_A_HEADLINE
                ? clean
                : clean.substring(0, clean.offsetByCodePoints(0, ENOUGH_OF_A_HEADLINE));
    }

    private static String latin(String headline, Locale language) {
        var composed = Normalizer.normalize(headline, Normalizer.Form.NFKC).replace('’', '\'');
        if (language.getLanguage().equals("de")) {
            composed = germanUmlauts(composed);
        }
        if (composed.chars().allMatch(c -> c < 0x80)) {
            return composed;
        }
        var rules = BY_LANGUAGE.getOrDefault(language.getLanguage(), LATIN);
        return Transliterator.getInstance(rules).transliterate(composed);
    }

    private static String germanUmlauts(String text) {
        return text.replace("ä", "ae")
                .replace("ö", "oe")
                .replace("ü", "ue")
                .replace("Ä", "Ae")
                .replace("Ö", "Oe")
                .replace("Ü", "Ue");
    }

    private static String cut(String slug) {
        if (slug.length() <= MAX_LENGTH) {
            return slug;
        }
        int hyphen = slug.lastIndexOf('-', MAX_LENGTH);
        return slug.substring(0, hyphen >= LONG_ENOUGH ? hyphen : MAX_LENGTH).replaceAll("-$", "");
    }

    @Override
    public String toString() {
        return value;
    }
}
