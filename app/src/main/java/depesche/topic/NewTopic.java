package depesche.topic;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A topic as the desk asks for it.
///
/// @param slug its place in addresses; empty: made from the first label
/// @param parent slug of the topic above
public record NewTopic(String slug, Map<String, String> labels, List<String> aliases, Optional<String> parent) {

    public NewTopic {
        aliases = List.copyOf(aliases);
    }

    NewTopic withSlug(String made) {
        return new NewTopic(made, labels, aliases, parent);
    }
}
