package depesche.topic.vocabulary;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A concept of a vocabulary that may be a topic.
///
/// @param labels by language without the country
/// @param aliases other words for it
/// @param broader the concept above
public record Concept(String uri, Map<String, String> labels, List<String> aliases, Optional<String> broader) {

    public Concept {
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
        aliases = List.copyOf(aliases);
    }
}
