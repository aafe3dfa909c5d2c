package depesche.text;

import com.ibm.icu.text.MessageFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// Words for people, from `messages/NAME_de.properties` and its sister in English (UTF-8): whole sentences in
/// ICU's message format, whose places have names. Other languages than these two read the English.
public final class Messages {

    /// The languages in which the paper speaks of itself.
    public static final List<Locale> LANGUAGES = List.of(Locale.GERMAN, Locale.ENGLISH);

    private final String name;
    private final Map<Locale, Map<String, Sentence>> sentences;

    private Messages(String name, Map<Locale, Map<String, Sentence>> sentences) {
        this.name = name;
        this.sentences = sentences;
    }

    public static Messages of(String name) {
        Map<Locale, Map<String, Sentence>> sentences = new HashMap<>();
        LANGUAGES.forEach(language -> sentences.put(language, read(name, language)));
        return new Messages(name, Map.copyOf(sentences));
    }

    /// The language in which a reader of this one is spoken to.
    public static Locale spoken(Locale language) {
        return language.getLanguage().equals("de") ? Locale.GERMAN : Locale.ENGLISH;
    }

    public String text(Locale language, String key) {
        return text(language, key, Map.of());
    }

    public String text(Locale language, String key, Map<String, ?> places) {
        var spoken = spoken(language);
        Sentence sentence = sentences.getOrDefault(spoken, Map.of()).get(key);
        if (sentence == null) {
            throw new IllegalArgumentException("no sentence " + key + " in messages/" + name + "_" + spoken);
        }
        return sentence.with(places);
    }

    /// A sentence and, once it was needed, its parsed form; to parse costs ten times as much as to fill.
    private static final class Sentence {

        private final String pattern;
        private final Locale language;
        private final boolean hasPlaces;
        private @Nullable MessageFormat format;

        Sentence(String pattern, Locale language) {
            this.pattern = pattern;
            this.language = language;
            this.hasPlaces = pattern.contains("{");
        }

        String with(Map<String, ?> places) {
            return hasPlaces ? filled(places) : pattern;
        }

        /// One at a time: a format is no value, it works on itself.
        private synchronized String filled(Map<String, ?> places) {
            MessageFormat parsed = format;
            if (parsed == null) {
                parsed = new MessageFormat(pattern, language);
                format = parsed;
            }
            return parsed.format(places);
        }
    }

    private static Map<String, Sentence> read(String name, Locale language) {
        String path = "/messages/" + name + "_" + language + ".properties";
        try (InputStream bytes = Messages.class.getResourceAsStream(path)) {
            if (bytes == null) {
                throw new IllegalArgumentException("there is no " + path);
            }
            return read(new InputStreamReader(bytes, StandardCharsets.UTF_8), language);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(path, unreadable);
        }
    }

    private static Map<String, Sentence> read(Reader file, Locale language) throws IOException {
        var properties = new Properties();
        properties.load(file);
        Map<String, Sentence> sentences = new HashMap<>();
        properties.forEach((key, text) -> sentences.put((String) key, new Sentence((String) text, language)));
        return Map.copyOf(sentences);
    }
}
