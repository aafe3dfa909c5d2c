package depesche.topic;

import com.ibm.icu.text.DisplayContext;
import com.ibm.icu.text.LocaleDisplayNames;
import com.ibm.icu.util.ULocale;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// A country as a topic names it: its names, and other words that mean it.
///
/// @param names by language tag, German first
/// @param aliases adjectives and short names, German and English
record Country(String code, Map<String, String> names, List<String> aliases) {

    private static final List<ULocale> LANGUAGES = List.of(ULocale.GERMAN, ULocale.ENGLISH);
    private static final String ADJECTIVES = "/topics/country-adjectives.properties";

    Country {
        aliases = List.copyOf(aliases);
    }

    /// Those of the table of adjectives, by their codes.
    static List<Country> all() {
        Properties adjectives = adjectives();
        return new TreeSet<>(adjectives.stringPropertyNames())
                .stream()
                        .map(code -> of(code, adjectives.getProperty(code, "")))
                        .toList();
    }

    private static Country of(String code, String adjectives) {
        Map<String, String> names = new LinkedHashMap<>();
        Set<String> aliases = new LinkedHashSet<>();
        for (ULocale language : LANGUAGES) {
            names.put(
                    language.getLanguage(),
                    LocaleDisplayNames.getInstance(language).regionDisplayName(code));
            aliases.add(LocaleDisplayNames.getInstance(language, DisplayContext.LENGTH_SHORT)
                    .regionDisplayName(code));
        }
        Stream.of(adjectives.split("[|,]")).map(String::strip).forEach(aliases::add);
        aliases.removeAll(names.values());
        return new Country(code, names, List.copyOf(aliases));
    }

    private static Properties adjectives() {
        var properties = new Properties();
        try (var file = Objects.requireNonNull(Country.class.getResourceAsStream(ADJECTIVES), ADJECTIVES);
                var reader = new InputStreamReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return properties;
    }
}
