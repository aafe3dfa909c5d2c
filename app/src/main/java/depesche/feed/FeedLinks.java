package depesche.feed;

/// What ties the parts of a feed together, in Atom and in RSS alike (RFC 5005): where it is, where it goes on, and
/// whether this part is an archive; and who tells of it.
final class FeedLinks {

    static final String HISTORY = "http://purl.org/syndication/history/1.0";

    private FeedLinks() {}

    static void write(Xml xml, String element, String mediaType, Feed feed, String ending) {
        link(xml, element, mediaType, "self", feed.address(ending));
        feed.hub().ifPresent(hub -> xml.empty(element, "rel", "hub", "href", hub));
        feed.newestAddress(ending).ifPresent(newest -> {
            xml.empty("fh:archive");
            link(xml, element, mediaType, "current", newest);
            link(xml, element, mediaType, "first", newest);
        });
        feed.olderAddress(ending).ifPresent(older -> {
            link(xml, element, mediaType, "next", older);
            link(xml, element, mediaType, "prev-archive", older);
        });
    }

    private static void link(Xml xml, String element, String mediaType, String relation, String address) {
        xml.empty(element, "rel", relation, "type", mediaType, "href", address);
    }
}
