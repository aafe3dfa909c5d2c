package depesche.feed;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// A feed as RSS 2.0, with the names of authors by Dublin Core.
final class RssFeed {

    static final String MEDIA_TYPE = "application/rss+xml; charset=utf-8";
    static final String ENDING = ".rss";

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss +0000", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private RssFeed() {}

    static String write(Feed feed) {
        var xml = Xml.document();
        xml.open(
                        "rss",
                        "version",
                        "2.0",
                        "xmlns:atom",
                        "http://www.w3.org/2005/Atom",
                        "xmlns:dc",
                        "http://purl.org/dc/elements/1.1/",
                        "xmlns:fh",
                        FeedLinks.HISTORY)
                .open("channel")
                .text("title", feed.title())
                .text("link", feed.pageAddress())
                .text("description", feed.title())
                .text("language", feed.language())
                .text("lastBuildDate", date(feed.updated()));
        FeedLinks.write(xml, "atom:link", "application/rss+xml", feed, ENDING);
        feed.entries().forEach(entry -> item(xml, feed, entry));
        feed.tombstones().forEach(tombstone -> withdrawn(xml, feed, tombstone));
        return xml.close("channel").close("rss").toString();
    }

    private static void item(Xml xml, Feed feed, FeedEntry entry) {
        xml.open("item")
                .text("title", entry.headline())
                .text("link", feed.url(entry.path()))
                .text("guid", feed.id(entry), "isPermaLink", "false")
                .text("pubDate", date(entry.published()))
                .text(
                        "atom:updated",
                        entry.updated().truncatedTo(ChronoUnit.SECONDS).toString());
        entry.authors().forEach(name -> xml.text("dc:creator", name));
        entry.tags().forEach(tag -> xml.text("category", tag.label(), "domain", feed.url("/topics/")));
        if (!entry.teaser().isEmpty()) {
            xml.text("description", escapedTwice(entry.teaser()));
        }
        entry.image()
                .ifPresent(image -> xml.empty(
                        "enclosure",
                        "url",
                        feed.url(image.path()),
                        "length",
                        Long.toString(image.bytes()),
                        "type",
                        image.mediaType()));
        xml.close("item");
    }

    /// RSS has no tombstones: the entry stands with other words where readers have the old ones.
    private static void withdrawn(Xml xml, Feed feed, Feed.Tombstone tombstone) {
        xml.open("item")
                .text("title", feed.words("withdrawn.title"))
                .text("link", feed.url("/" + tombstone.id()))
                .text("guid", feed.id(tombstone), "isPermaLink", "false")
                .text("pubDate", date(tombstone.at()))
                .text("description", escapedTwice(feed.words("withdrawn.text")))
                .close("item");
    }

    /// RSS readers take a description for HTML, so plain text is made HTML first.
    private static String escapedTwice(String plain) {
        return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String date(Instant instant) {
        return DATE.format(instant);
    }
}
