package depesche.site;

import depesche.article.Mark;
import depesche.topic.Topic;
import depesche.topic.TopicTree;
import depesche.web.Page;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// Makes a page of a topic's articles, those of the topics below it included.
final class TopicRendering {

    private static final int PAGE_SIZE = 20;

    private final Paper paper;
    private final Templates templates;

    TopicRendering(Paper paper, Templates templates) {
        this.paper = paper;
        this.templates = templates;
    }

    /// @param before where the list goes on; the top for the first page
    Page page(Handle tx, TopicTree tree, Topic topic, Mark before) {
        var sections = new Sections(tree, paper.words());
        List<Headline> found = Headlines.of(tx, sections.listing(topic), before, PAGE_SIZE + 1);
        List<Headline> shown = found.stream().limit(PAGE_SIZE).toList();
        String path = Sections.path(topic);
        boolean isFirst = before.equals(Mark.TOP);
        Link link = sections.link(topic);
        var page = new TopicPage(
                link.text(),
                above(sections, topic),
                tree.children(topic.id()).stream().map(sections::link).toList(),
                sections.form(List.of(topic)),
                TeaserView.of(tx, paper, sections.words(), shown),
                found.size() > shown.size()
                        ? Optional.of(path + "?before=" + shown.getLast().id())
                        : Optional.empty(),
                isFirst ? Optional.empty() : Optional.of(path));
        Frame frame = frame(sections, topic, link, isFirst ? path : path + "?before=" + before.id());
        return Page.html(templates.fill("topic-page", frame, page), keys(topic, shown));
    }

    private Frame frame(Sections sections, Topic topic, Link link, String address) {
        Words words = sections.words();
        String description = words.of("topic.description", "topic", link.text());
        return paper.frame(words, link.text(), description, address, sections.masthead())
                .withFeeds(Frame.feeds(words, link.href()))
                .withActivity(paper.url("/activity/topics/" + topic.id().value()));
    }

    private static List<Link> above(Sections sections, Topic topic) {
        List<Topic> path = sections.tree().path(topic.id());
        return path.subList(0, path.size() - 1).stream().map(sections::link).toList();
    }

    private static Set<String> keys(Topic topic, List<Headline> shown) {
        Set<String> keys = new HashSet<>(Set.of("site", topic.id().pageKey()));
        shown.forEach(headline -> keys.add(headline.key()));
        return keys;
    }
}
