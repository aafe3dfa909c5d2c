package depesche.topic;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// All topics at one moment. An article of a topic falls under its ancestors too: who follows a parent follows its
/// children.
public final class TopicTree {

    private final Map<TopicId, Topic> byId = new HashMap<>();
    private final Map<String, Topic> bySlug = new HashMap<>();
    private final Map<TopicId, List<Topic>> children = new HashMap<>();
    private final List<Topic> all;
    private final Map<TopicId, Topic> merged = new HashMap<>();
    private final Map<TopicId, TopicId> survivors;
    private final Map<String, TopicId> former;

    /// @param topics those that were merged into another too
    /// @param survivors of those that were merged, into which
    /// @param former slugs that topics had
    TopicTree(List<Topic> topics, Map<TopicId, TopicId> survivors, Map<String, TopicId> former) {
        this.all = topics.stream()
                .filter(topic -> !survivors.containsKey(topic.id()))
                .toList();
        this.survivors = Map.copyOf(survivors);
        this.former = new HashMap<>(former);
        for (Topic topic : topics) {
            if (survivors.containsKey(topic.id())) {
                merged.put(topic.id(), topic);
                this.former.put(topic.slug(), topic.id());
            }
        }
        for (Topic topic : all) {
            byId.put(topic.id(), topic);
            bySlug.put(topic.slug(), topic);
            topic.parent()
                    .ifPresent(parent -> children.computeIfAbsent(parent, _ -> new ArrayList<>())
                            .add(topic));
        }
    }

    /// Where no topic is asked for.
    public static TopicTree empty() {
        return new TopicTree(List.of(), Map.of(), Map.of());
    }

    /// Those that stand; what was merged into another is not among them.
    public List<Topic> all() {
        return all;
    }

    public List<Topic> roots() {
        return all.stream().filter(topic -> topic.parent().isEmpty()).toList();
    }

    /// The topic that has this slug, or had it, or into which the one that had it was merged.
    public Optional<Topic> bySlug(String slug) {
        return Optional.ofNullable(bySlug.get(slug))
                .or(() -> Optional.ofNullable(former.get(slug)).flatMap(this::byId));
    }

    /// Whether the topic itself has this slug, or had it: not one that was merged into it.
    public boolean isOf(Topic topic, String slug) {
        return slug.equals(topic.slug()) || topic.id().equals(former.get(slug));
    }

    /// The topic, or the one into which it was merged.
    public Optional<Topic> byId(TopicId id) {
        return Optional.ofNullable(byId.get(survivor(id)));
    }

    /// The topic itself, also where it was merged into another: as others know it who follow it from elsewhere.
    public Optional<Topic> evenMerged(TopicId id) {
        return Optional.ofNullable(byId.get(id)).or(() -> Optional.ofNullable(merged.get(id)));
    }

    /// Into which it was merged; itself, if it was not.
    public TopicId survivor(TopicId id) {
        return survivors.getOrDefault(id, id);
    }

    /// These, and all that were merged into one of them.
    public Set<TopicId> withMerged(Collection<TopicId> ids) {
        Set<TopicId> all = new LinkedHashSet<>(ids);
        survivors.forEach((one, into) -> {
            if (ids.contains(into)) {
                all.add(one);
            }
        });
        return all;
    }

    /// Every slug that leads to this topic: its own, those it had, those of what was merged into it.
    public Set<String> slugs(Topic topic) {
        Set<String> slugs = new TreeSet<>(Set.of(topic.slug()));
        former.forEach((slug, id) -> {
            if (survivor(id).equals(topic.id())) {
                slugs.add(slug);
            }
        });
        return slugs;
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

    boolean isBelowItself(TopicId id) {
        return path(id).getFirst().parent().isPresent();
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
            TopicId next = survivor(waiting.removeLast());
            if (reached.add(next)) {
                children(next).forEach(child -> waiting.add(child.id()));
            }
        }
        return reached;
    }
}
