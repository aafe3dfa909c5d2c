package depesche.story;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A story as the desk asks for it.
///
/// @param slug its place in addresses; empty: made from the first label
/// @param labels by language, in the order they were given
public record NewStory(String slug, Map<String, String> labels) {

    public NewStory {
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    }
}
