package depesche.author;

import com.ibm.icu.lang.UCharacter;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads whom a byline names: *Von Ida Klein und Tom Berg (Fotos), dpa* names three. What says where or as what
/// somebody wrote (`Ida Klein, Lübeck`) names nobody.
public final class Byline {

    private static final int LONGEST_NAME = 120;
    private static final int MOST = 20;

    private static final Pattern BY =
            Pattern.compile("(?iu)^(?:von|by)\\s+(?!(?:und|zu|zur|zum|der|den|dem)\\s)(?=\\S+\\s+\\S)");
    private static final Pattern BY_AGENCY = Pattern.compile("(?iu)^(?:von|by)\\s+(?=\\S+$)");
    private static final Pattern AND = Pattern.compile("(?iu)\\s+(?:und|and|sowie|&|\\+)\\s+|\\s*[;/|]\\s*");
    private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");
    private static final Pattern ROLE_BEFORE =
            Pattern.compile("(?iu)^(?:text|fotos?|photos?|interview|protokoll|grafik|video)\\s*:\\s*");
    private static final Pattern ROLE_BEHIND = Pattern.compile("\\s*\\([^()]*\\)$");
    private static final Pattern IN_BRACKETS = Pattern.compile("^\\(([^()]*)\\)$");

    /// Agencies go by one word.
    private static final Set<String> AGENCIES = Set.of(
            "dpa",
            "afp",
            "ap",
            "apa",
            "rtr",
            "reuters",
            "epd",
            "kna",
            "sid",
            "sda",
            "keystone-sda",
            "ots",
            "dapd",
            "ddp",
            "bloomberg",
            "ansa",
            "efe",
            "tass",
            "pap",
            "anp",
            "belga");

    /// Small words within names.
    private static final Set<String> PARTICLES = Set.of(
            "von", "van", "vom", "zu", "zum", "zur", "und", "de", "del", "della", "der", "den", "die", "di", "da", "do",
            "dos", "das", "du", "la", "le", "les", "el", "al", "bin", "ibn", "ben", "ten", "ter", "af", "av", "y");

    private Byline() {}

    /// The names in it, each as it is written there, in their order.
    public static List<String> names(String byline) {
        String text = withoutBy(byline);
        boolean isList = AND.matcher(text).find();
        return AND.splitAsStream(text)
                .flatMap(part -> between(part, isList))
                .map(Byline::bare)
                .filter(Byline::isName)
                .distinct()
                .limit(MOST)
                .toList();
    }

    /// Without the word that the page says itself: *Von* Ida Klein. *Von der Leyen* is a name.
    public static String withoutBy(String byline) {
        String text = byline.strip();
        String bare = BY.matcher(text).replaceFirst("");
        String agency = BY_AGENCY.matcher(text).replaceFirst("");
        return isAgency(agency) ? agency : bare;
    }

    /// The same for all spellings of a name that differ in case, spacing or the form of a hyphen alone.
    public static String key(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKC)
                .replaceAll("[\\u2010-\\u2015]", "-")
                .replace('’', '\'')
                .replaceAll("\\s+", " ")
                .strip();
        return UCharacter.foldCase(plain, true);
    }

    /// The same for spellings of a name that differ in accents and signs too, and for most slugs made of it:
    /// `José D'Arc` is `jose-d-arc`. Two people may share it.
    public static String plain(String name) {
        return Normalizer.normalize(key(name), Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .replaceAll("[^\\p{L}\\p{N}]+", "-")
                .replaceAll("^-|-$", "");
    }

    /// Between commas stand names, or what belongs to the name before: `Ida Klein, Lübeck`. Where none has two words,
    /// only a list that says so is taken apart: `Klein, Ida` is one.
    private static Stream<String> between(String part, boolean isList) {
        List<String> parts = COMMA.splitAsStream(part).toList();
        List<String> whole = parts.stream().filter(Byline::isWholeName).toList();
        if (!whole.isEmpty()) {
            return whole.stream();
        }
        return isList ? parts.stream() : Stream.of(part);
    }

    private static boolean isWholeName(String text) {
        String name = bare(text);
        String[] words = name.split("\\s+");
        return isAgency(name) || words.length > 1 && Arrays.stream(words).allMatch(Byline::mayStandInName);
    }

    private static boolean mayStandInName(String word) {
        return !Character.isLowerCase(word.codePointAt(0)) || PARTICLES.contains(word);
    }

    private static boolean isAgency(String name) {
        return AGENCIES.contains(name.toLowerCase(Locale.ROOT));
    }

    private static String bare(String text) {
        String name = ROLE_BEFORE.matcher(text.strip()).replaceFirst("");
        name = IN_BRACKETS.matcher(name).replaceFirst("$1");
        return ROLE_BEHIND.matcher(name).replaceFirst("").strip();
    }

    private static boolean isName(String name) {
        return name.length() <= LONGEST_NAME && name.codePoints().anyMatch(Character::isLetter);
    }
}
