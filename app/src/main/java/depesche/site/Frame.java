package depesche.site;

import gg.jte.Content;
import java.util.ArrayList;
import java.util.List;

/// What stands around the content of every page: head, masthead, footer.
///
/// @param hasAbout whether the paper says what it is
/// @param canonical the absolute address under which the page is to be known
/// @param topics the sections in the masthead
/// @param style the style sheet itself
/// @param feeds what a feed reader finds here, the most fitting first
public record Frame(
        Words words,
        String paper,
        boolean hasAbout,
        String title,
        String description,
        String canonical,
        List<Link> topics,
        Content style,
        List<Feed> feeds) {

    /// A feed that a reader's program discovers.
    public record Feed(String href, String mediaType, String title) {}

    public Frame {
        topics = List.copyOf(topics);
        feeds = List.copyOf(feeds);
    }

    /// The feeds below a path: the whole paper's below none.
    static List<Feed> feeds(Words words, String below) {
        return List.of(
                new Feed(below + "/feed.atom", "application/atom+xml", "Atom"),
                new Feed(below + "/feed.rss", "application/rss+xml", "RSS"),
                new Feed(below + "/feed.json", "application/feed+json", "JSON Feed"));
    }

    Frame withFeeds(List<Feed> others) {
        return new Frame(words, paper, hasAbout, title, description, canonical, topics, style, others);
    }

    /// With the address by which servers of the open web know what this page shows.
    Frame withActivity(String address) {
        List<Feed> all = new ArrayList<>(feeds);
        all.add(new Feed(address, "application/activity+json", "ActivityPub"));
        return withFeeds(all);
    }

    /// The feeds that the foot of the page names.
    public List<Feed> ownFeeds() {
        return feeds.subList(0, Math.min(3, feeds.size()));
    }

    /// The title of the window: the page's own, then the paper's.
    public String windowTitle() {
        return title.equals(paper) ? paper : title + " – " + paper;
    }
}
