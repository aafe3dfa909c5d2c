package depesche.story;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Articles that belong together: their place in addresses, and their name by language.
///
/// @param labels by language tag (`de`, `en`), at least one
public record Story(StoryId id, String slug, Map<String, String> labels) {

    public Story {
        if (labels.isEmpty()) {
            throw new IllegalArgumentException("story without a label: " + slug);
        }
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    }

    /// The label in this language, else in English, else the first there is.
    public String label(Locale language) {
        return Optional.ofNullable(labels.get(language.getLanguage()))
                .or(() -> Optional.ofNullable(labels.get("en")))
                .orElseGet(() -> labels.values().iterator().next());
    }

    /// The path of its page.
    public String path() {
        return "/stories/" + slug;
    }
}
