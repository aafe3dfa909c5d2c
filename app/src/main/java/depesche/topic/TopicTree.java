package depesche.topic;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// All topics at one moment. An article of a topic falls under its ancestors too: who follows a parent follows its
/// children.
public final class TopicTree {

    private final Map<TopicId, Topic> byId = new HashMap<>();
    private final Map<String, Topic> bySlug = new HashMap<>();
    private final Map<TopicId, List<Topic>> children = new HashMap<>();
    private final List<Topic> all;

    TopicTree(List<Topic> topics) {
        this.all = List.copyOf(topics);
        for (Topic topic : topics) {
            byId.put(topic.id(), topic);
            bySlug.put(topic.slug(), topic);
            topic.parent()
                    .ifPresent(parent -> children.computeIfAbsent(parent, _ -> new ArrayList<>())
                            .add(topic));
        }
    }

    /// Where no topic is asked for.
    public static TopicTree empty() {
        return new TopicTree(List.of());
    }

    public List<Topic> all() {
        return all;
    }

    public List<Topic> roots() {
        return all.stream().filter(topic -> topic.parent().isEmpty()).toList();
    }

    public Optional<Topic> bySlug(String slug) {
        return Optional.ofNullable(bySlug.get(slug));
    }

    public Optional<Topic> byId(TopicId id) {
        return Optional.ofNullable(byId.get(id));
    }

    public List<Topic> children(TopicId id) {
        return List.copyOf(children.getOrDefault(id, List.of()));
    }

    /// From the root down to this topic, itself included.
    public List<Topic> path(TopicId id) {
        var path = new ArrayList<Topic>();
        Optional<Topic> here = byId(id);
        while (here.isPresent() && !path.contains(here.get())) {
            path.addFirst(here.get());
            here = here.flatMap(Topic::parent).flatMap(this::byId);
        }
        return List.copyOf(path);
    }

    /// These topics and everything above them: what an article of these topics falls under.
    public Set<TopicId> withAncestors(Collection<TopicId> ids) {
        Set<TopicId> reached = new LinkedHashSet<>();
        ids.forEach(id -> path(id).forEach(topic -> reached.add(topic.id())));
        return reached;
    }

    /// This topic and everything below it: what its page shows.
    public Set<TopicId> withDescendants(TopicId id) {
        Set<TopicId> reached = new LinkedHashSet<>();
        var waiting = new ArrayList<>(List.of(id));
        while (!waiting.isEmpty()) {
            TopicId next = waiting.removeLast();
            if (reached.add(next)) {
                children(next).forEach(child -> waiting.add(child.id()));
            }
        }
        return reached;
    }
}
