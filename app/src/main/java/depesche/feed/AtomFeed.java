package depesche.feed;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// A feed as Atom (RFC 4287), in parts by RFC 5005, with tombstones by RFC 6721.
final class AtomFeed {

    static final String MEDIA_TYPE = "application/atom+xml; charset=utf-8";
    static final String ENDING = ".atom";

    private AtomFeed() {}

    static String write(Feed feed) {
        var xml = Xml.document();
        xml.open(
                        "feed",
                        "xmlns",
                        "http://www.w3.org/2005/Atom",
                        "xmlns:at",
                        "http://purl.org/atompub/tombstones/1.0",
                        "xmlns:fh",
                        FeedLinks.HISTORY,
                        "xml:lang",
                        feed.language())
                .text("id", feed.id())
                .text("title", feed.title())
                .text("updated", time(feed.updated()))
                .empty("link", "rel", "alternate", "type", "text/html", "href", feed.pageAddress());
        FeedLinks.write(xml, "link", "application/atom+xml", feed, ENDING);
        xml.open("author").text("name", feed.paper()).text("uri", feed.url("/")).close("author");
        xml.text("icon", feed.url("/favicon.ico"));
        feed.tombstones()
                .forEach(tombstone ->
                        xml.empty("at:deleted-entry", "ref", feed.id(tombstone), "when", time(tombstone.at())));
        feed.entries().forEach(entry -> entry(xml, feed, entry));
        return xml.close("feed").toString();
    }

    private static void entry(Xml xml, Feed feed, FeedEntry entry) {
        xml.open("entry", "xml:lang", entry.language())
                .text("id", feed.id(entry))
                .text("title", entry.headline(), "type", "text")
                .empty("link", "rel", "alternate", "type", "text/html", "href", feed.url(entry.path()))
                .text("published", time(entry.published()))
                .text("updated", time(entry.updated()));
        entry.authors().forEach(name -> xml.open("author").text("name", name).close("author"));
        entry.tags()
                .forEach(tag -> xml.empty(
                        "category", "term", tag.slug(), "scheme", feed.url("/topics/"), "label", tag.label()));
        if (!entry.teaser().isEmpty()) {
            xml.text("summary", entry.teaser(), "type", "text");
        }
        entry.image()
                .ifPresent(image -> xml.empty(
                        "link",
                        "rel",
                        "enclosure",
                        "type",
                        image.mediaType(),
                        "length",
                        Long.toString(image.bytes()),
                        "href",
                        feed.url(image.path())));
        xml.close("entry");
    }

    private static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
