package depesche.desk;

import depesche.text.Messages;
import java.util.Locale;
import java.util.Map;

/// The words of the desk in the language of whoever sits at it.
public record Words(Messages messages, Locale locale) {

    public String language() {
        return locale.toLanguageTag();
    }

    public String of(String key) {
        return messages.text(locale, key);
    }

    public String of(String key, String place, Object value) {
        return messages.text(locale, key, Map.of(place, value));
    }

    public String of(String key, Map<String, Object> places) {
        return messages.text(locale, key, places);
    }
}
