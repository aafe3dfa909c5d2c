package depesche.config;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What was set, as text, each with the name under which the operator knows it, and the faults found in it so far.
final class RawSettings {

    private record Entry(String source, String text) {}

    private final Map<SettingName, Entry> entries = new EnumMap<>(SettingName.class);
    private final List<String> faults = new ArrayList<>();

    void put(SettingName name, String source, String text) {
        entries.put(name, new Entry(source, text.strip()));
    }

    void fault(String sentence) {
        faults.add(sentence);
    }

    List<String> faults() {
        return faults;
    }

    boolean has(SettingName name) {
        return entries.containsKey(name);
    }

    Optional<String> text(SettingName name) {
        return Optional.ofNullable(entries.get(name)).map(Entry::text);
    }

    String text(SettingName name, String otherwise) {
        return text(name).orElse(otherwise);
    }

    int number(SettingName name, int otherwise, int least, int most) {
        return parsed(name, otherwise, "a whole number from %d to %d".formatted(least, most), text -> {
            int number = Integer.parseInt(text);
            if (number < least || number > most) {
                throw new IllegalArgumentException("out of range");
            }
            return number;
        });
    }

    /// What the parser makes of the text; a text it cannot read is a fault, and `otherwise` stands in.
    <T> T parsed(SettingName name, T otherwise, String rule, Function<String, T> parser) {
        Entry entry = entries.get(name);
        if (entry == null) {
            return otherwise;
        }
        try {
            return parser.apply(entry.text());
        } catch (IllegalArgumentException | DateTimeException | IllformedLocaleException unreadable) {
            fault("%s is \"%s\", but must be %s.".formatted(entry.source(), entry.text(), rule));
            return otherwise;
        }
    }
}
