package depesche.site;

import depesche.follow.Cadence;
import depesche.topic.Topic;
import depesche.topic.TopicId;
import depesche.topic.TopicTree;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/// The tree of topics as pages show it, in the words of a page's language.
record Sections(TopicTree tree, Words words) {

    static String path(Topic topic) {
        return "/topics/" + topic.slug();
    }

    Link link(Topic topic) {
        return new Link(path(topic), topic.label(words.locale()));
    }

    /// What stands in the masthead: the topics at the top of the tree.
    List<Link> masthead() {
        return tree.roots().stream().map(this::link).toList();
    }

    List<Topic> topics(Collection<Long> ids) {
        return ids.stream()
                .map(TopicId::new)
                .flatMap(id -> tree.byId(id).stream())
                .toList();
    }

    /// The numbers of a topic and of all below it.
    List<Long> numbers(Topic topic) {
        return tree.withDescendants(topic.id()).stream().map(TopicId::value).toList();
    }

    FollowForm form(List<Topic> topics) {
        return new FollowForm(
                topics.stream().map(topic -> box(topic, false)).toList(),
                List.of(),
                cadences(Cadence.INSTANT),
                "",
                List.of());
    }

    /// To follow a search and nothing else.
    FollowForm form(String search) {
        return new FollowForm(List.of(), List.of(search), cadences(Cadence.INSTANT), "", List.of());
    }

    List<WishForm.Option> cadences(Cadence chosen) {
        return WishRendering.cadences(chosen, words);
    }

    FollowForm.Box box(Topic topic, boolean chosen) {
        return new FollowForm.Box(topic.slug(), topic.label(words.locale()), path(topic), includes(topic), chosen);
    }

    /// Following a topic includes the ones below it: said where one follows.
    private String includes(Topic topic) {
        String below = tree.children(topic.id()).stream()
                .map(child -> child.label(words.locale()))
                .collect(Collectors.joining(", "));
        return below.isEmpty() ? "" : words.of("includes", "topics", below);
    }
}
