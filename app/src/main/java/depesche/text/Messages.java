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

/// Words for people, from `messages/NAME_de.properties` and its sister in English (UTF-8): whole sentences in
/// ICU's message format, whose places have names. Other languages than these two read the English.
public final class Messages {

    /// The languages in which the paper speaks of itself.
    public static final List<Locale> LANGUAGES = List.of(Locale.GERMAN, Locale.ENGLISH);

    private final String name;
    private final Map<Locale, Map<String, String>> sentences;

    private Messages(String name, Map<Locale, Map<String, String>> sentences) {
        this.name = name;
        this.sentences = sentences;
    }

    public static Messages of(String name) {
        Map<Locale, Map<String, String>> sentences = new HashMap<>();
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
        String sentence = sentences.getOrDefault(spoken, Map.of()).get(key);
        if (sentence == null) {
            throw new IllegalArgumentException("no sentence " + key + " in messages/" + name + "_" + spoken);
        }
        return sentence.contains("{") ? new MessageFormat(sentence, spoken).format(places) : sentence;
    }

    private static Map<String, String> read(String name, Locale language) {
        String path = "/messages/" + name + "_" + language + ".properties";
        try (InputStream bytes = Messages.class.getResourceAsStream(path)) {
            if (bytes == null) {
                throw new IllegalArgumentException("there is no " + path);
            }
            return read(new InputStreamReader(bytes, StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(path, unreadable);
        }
    }

    private static Map<String, String> read(Reader text) throws IOException {
        var properties = new Properties();
        properties.load(text);
        Map<String, String> sentences = new HashMap<>();
        properties.forEach((key, sentence) -> sentences.put((String) key, (String) sentence));
        return Map.copyOf(sentences);
    }
}
