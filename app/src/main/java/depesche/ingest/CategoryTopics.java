package depesche.ingest;

import depesche.topic.Topic;
import depesche.topic.TopicTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds the newsroom's topics that an agency's categories name: by label in any language, alias or slug.
final class CategoryTopics {

    private final Map<String, String> slugByName = new HashMap<>();

    CategoryTopics(TopicTree tree) {
        for (Topic topic : tree.all()) {
            topic.aliases().forEach(alias -> slugByName.put(folded(alias), topic.slug()));
            topic.labels().values().forEach(label -> slugByName.put(folded(label), topic.slug()));
        }
        for (Topic topic : tree.all()) {
            tree.slugs(topic).forEach(slug -> slugByName.putIfAbsent(slug, topic.slug()));
        }
    }

    /// Slugs in the order in which the categories name them.
    List<String> of(Map<String, Object> facts) {
        Set<String> found = new LinkedHashSet<>();
        if (facts.get("categories") instanceof List<?> categories) {
            for (Object category : categories) {
                if (category instanceof Map<?, ?> named && slugByName.containsKey(folded(named.get("name")))) {
                    found.add(slugByName.getOrDefault(folded(named.get("name")), ""));
                }
            }
        }
        return new ArrayList<>(found);
    }

    private static String folded(@Nullable Object name) {
        return String.valueOf(name).strip().toLowerCase(Locale.ROOT);
    }
}
