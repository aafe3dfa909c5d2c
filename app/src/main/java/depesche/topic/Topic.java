package depesche.topic;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A topic: its place in addresses, its parent, its names by language, and other words for it.
///
/// @param labels by language tag (`de`, `en`), at least one, in the order they were given
public record Topic(
        TopicId id, String slug, Optional<TopicId> parent, Map<String, String> labels, List<String> aliases) {

    public Topic {
        if (labels.isEmpty()) {
            throw new IllegalArgumentException("topic without a label: " + slug);
        }
        aliases = List.copyOf(aliases);
    }

    /// The label in this language, else in English, else the first there is.
    public String label(Locale language) {
        return Optional.ofNullable(labels.get(language.getLanguage()))
                .or(() -> Optional.ofNullable(labels.get("en")))
                .orElseGet(() -> labels.values().iterator().next());
    }
}
