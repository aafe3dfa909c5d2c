package depesche.site;

import depesche.article.Listing;
import depesche.follow.Cadence;
import depesche.follow.Named;
import depesche.topic.Topic;
import depesche.topic.TopicId;
import depesche.topic.TopicTree;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /// Of a topic and all below it.
    Listing listing(Topic topic) {
        return Listing.ofTopics(
                tree.withDescendants(topic.id()).stream().map(TopicId::value).toList());
    }

    FollowForm form(List<Topic> topics) {
        return form(topics, List.of());
    }

    /// @param others boxes for what is no topic
    FollowForm form(List<Topic> topics, List<FollowForm.Box> others) {
        return new FollowForm(
                Stream.concat(topics.stream().map(topic -> box(topic, false)), others.stream())
                        .toList(),
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
        return new FollowForm.Box(
                "topic", topic.slug(), topic.label(words.locale()), path(topic), includes(topic), chosen);
    }

    FollowForm.Box box(Named named, boolean chosen) {
        return new FollowForm.Box(
                named.subject().kind().stored(),
                named.slug(),
                ReaderRendering.label(named, words),
                named.path(),
                "",
                chosen);
    }

    /// Following a topic includes the ones below it: said where one follows.
    private String includes(Topic topic) {
        String below = tree.children(topic.id()).stream()
                .map(child -> child.label(words.locale()))
                .collect(Collectors.joining(", "));
        return below.isEmpty() ? "" : words.of("includes", "topics", below);
    }
}
