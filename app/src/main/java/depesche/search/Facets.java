package depesche.search;

import depesche.topic.Topic;
import java.util.List;
import java.util.Set;

/// What a search finds, counted by what it can be narrowed to. An article counts for each of its topics and for those
/// above them, once.
///
/// @param topics those that most of it is on, the most frequent first; at most a few
/// @param years in which it was published, the newest first
public record Facets(List<OnTopic> topics, List<InYear> years) {

    /// Of a search that finds nothing.
    public static final Facets NONE = new Facets(List.of(), List.of());

    /// @param isChosen whether the search is narrowed to it already
    /// @param slugs all by which it can be narrowed to it
    public record OnTopic(Topic topic, long articles, boolean isChosen, Set<String> slugs) {}

    /// @param isChosen whether the search is narrowed to it or to days of it already
    public record InYear(int year, long articles, boolean isChosen) {}

    public Facets {
        topics = List.copyOf(topics);
        years = List.copyOf(years);
    }
}
