package depesche.desk;

import depesche.topic.Topic;
import depesche.topic.TopicTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// All topics as the options of a select: each with its path from the root.
final class TopicChoices {

    private TopicChoices() {}

    /// With an empty one first. What was typed and is no topic stays chosen, so that it is not lost unseen.
    static List<Choice> of(TopicTree tree, Words words, String chosen) {
        List<Choice> choices = new ArrayList<>();
        choices.add(new Choice("", words.of("topic.none"), chosen.isEmpty()));
        inOrder(tree, words.locale())
                .forEach(topic -> choices.add(new Choice(
                        topic.slug(),
                        path(tree, topic, words.locale()),
                        topic.slug().equals(chosen))));
        if (!chosen.isEmpty() && tree.bySlug(chosen).isEmpty()) {
            choices.add(new Choice(chosen, chosen, true));
        }
        return choices;
    }

    /// Each topic before those below it, beside others by name.
    static List<Topic> inOrder(TopicTree tree, Locale language) {
        List<Topic> ordered = new ArrayList<>();
        add(sorted(tree.roots(), language), tree, language, ordered);
        return ordered;
    }

    private static void add(List<Topic> topics, TopicTree tree, Locale language, List<Topic> ordered) {
        for (Topic topic : topics) {
            ordered.add(topic);
            add(sorted(tree.children(topic.id()), language), tree, language, ordered);
        }
    }

    private static List<Topic> sorted(List<Topic> topics, Locale language) {
        var collator = java.text.Collator.getInstance(language);
        return topics.stream()
                .sorted((one, other) -> collator.compare(one.label(language), other.label(language)))
                .toList();
    }

    private static String path(TopicTree tree, Topic topic, Locale language) {
        return tree.path(topic.id()).stream()
                .map(above -> above.label(language))
                .collect(Collectors.joining(" › "));
    }
}
