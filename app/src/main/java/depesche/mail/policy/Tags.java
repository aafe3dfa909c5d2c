package depesche.mail.policy;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// `tag=value; tag=value`, as records of DKIM and DMARC are written (RFC 6376 §3.2).
record Tags(Map<String, String> values) {

    Tags {
        values = Map.copyOf(values);
    }

    /// Empty if a part is no such pair, or a tag stands twice.
    static Optional<Tags> parse(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String part : text.strip().replaceFirst(";$", "").split(";", -1)) {
            int equals = part.indexOf('=');
            String tag = part.substring(0, Math.max(0, equals)).strip().toLowerCase(Locale.ROOT);
            if (tag.isEmpty() || values.put(tag, part.substring(equals + 1).strip()) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(new Tags(values));
    }

    Optional<String> value(String tag) {
        return Optional.ofNullable(values.get(tag));
    }

    /// Whether a list with colons between has the word, or a star for all.
    boolean lists(String tag, String word, String otherwise) {
        for (String each : value(tag).orElse(otherwise).split(":", -1)) {
            if (each.strip().equalsIgnoreCase(word) || each.strip().equals("*")) {
                return true;
            }
        }
        return false;
    }
}
