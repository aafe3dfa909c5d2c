package depesche.text;

import com.ibm.icu.util.ULocale;
import java.util.Arrays;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The languages an article, a reader or the site can have, as BCP 47 tags: a language, if need be with
/// a script and a region (`de`, `de-AT`, `zh-Hant`, `sr-Latn-RS`).
public final class Languages {

    private static final Set<String> LANGUAGES = knownLanguages();
    private static final Set<String> REGIONS = Set.of(Locale.getISOCountries());

    private Languages() {}

    /// The language a tag names, in canonical spelling; empty where it names none we know.
    public static Optional<Locale> parse(String tag) {
        if (tag.length() > 20) {
            return Optional.empty();
        }
        try {
            var locale =
                    new Locale.Builder().setLanguageTag(tag.replace('_', '-')).build();
            return Optional.of(locale).filter(Languages::isKnown);
        } catch (IllformedLocaleException _) {
            return Optional.empty();
        }
    }

    /// What the language is called in another: `Deutsch` for German in German.
    public static String name(Locale language, Locale in) {
        return ULocale.forLocale(language).getDisplayName(ULocale.forLocale(in));
    }

    /// The value of HTML's `dir`.
    public static String direction(Locale language) {
        return ULocale.forLocale(language).isRightToLeft() ? "rtl" : "ltr";
    }

    private static boolean isKnown(Locale locale) {
        boolean plain = locale.getVariant().isEmpty() && !locale.hasExtensions();
        boolean region = locale.getCountry().isEmpty()
                || REGIONS.contains(locale.getCountry())
                || locale.getCountry().matches("\\d{3}");
        return plain && region && LANGUAGES.contains(locale.getLanguage());
    }

    private static Set<String> knownLanguages() {
        var known = Arrays.stream(ULocale.getAvailableLocales())
                .map(ULocale::getLanguage)
                .collect(Collectors.toSet());
        known.addAll(Arrays.asList(Locale.getISOLanguages()));
        known.remove("");
        return Set.copyOf(known);
    }
}
