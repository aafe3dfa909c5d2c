package depesche.search;

import depesche.topic.Topic;
import depesche.topic.TopicId;
import depesche.topic.TopicTree;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Counts articles by topic, each for its topics and all above them, as the tree is now.
final class TopicTally {

    private static final int[] NOWHERE = {};

    private final List<Topic> topics;

    /// Of each topic by its number: where it and those above it stand in the list.
    private final Map<Long, int[]> reached = new HashMap<>();

    private final long[] articles;
    private final long[] lastCounted;
    private long article;

    TopicTally(TopicTree tree) {
        topics = tree.all();
        articles = new long[topics.size()];
        lastCounted = new long[topics.size()];
        Map<TopicId, Integer> places = new HashMap<>();
        topics.forEach(topic -> places.put(topic.id(), places.size()));
        for (Topic topic : topics) {
            int[] path = tree.path(topic.id()).stream()
                    .mapToInt(above -> places.get(above.id()))
                    .toArray();
            reached.put(topic.id().value(), path);
        }
    }

    void nextArticle() {
        article++;
    }

    void count(long topic) {
        for (int place : reached.getOrDefault(topic, NOWHERE)) {
            if (lastCounted[place] < article) {
                lastCounted[place] = article;
                articles[place]++;
            }
        }
    }

    /// The most frequent first. What stands above a chosen topic is left out: it would narrow nothing.
    List<Facets.OnTopic> most(Set<String> chosen, TopicTree tree, int most) {
        Set<Topic> named =
                chosen.stream().flatMap(slug -> tree.bySlug(slug).stream()).collect(Collectors.toSet());
        Set<Topic> above = new HashSet<>();
        named.stream()
                .flatMap(topic -> tree.path(topic.id()).stream())
                .filter(topic -> !named.contains(topic))
                .forEach(above::add);
        return IntStream.range(0, articles.length)
                .filter(place -> articles[place] > 0 && !above.contains(topics.get(place)))
                .mapToObj(place -> new Facets.OnTopic(
                        topics.get(place),
                        articles[place],
                        named.contains(topics.get(place)),
                        tree.slugs(topics.get(place))))
                .sorted(Comparator.comparing(Facets.OnTopic::isChosen, Comparator.reverseOrder())
                        .thenComparing(Facets.OnTopic::articles, Comparator.reverseOrder())
                        .thenComparing(facet -> facet.topic().slug()))
                .limit(most)
                .toList();
    }
}
