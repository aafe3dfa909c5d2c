package depesche.feed;

import depesche.web.Json;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A feed as JSON Feed 1.1.
final class JsonFeed {

    static final String MEDIA_TYPE = "application/feed+json; charset=utf-8";
    static final String ENDING = ".json";

    private JsonFeed() {}

    static String write(Feed feed) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("version", "https://jsonfeed.org/version/1.1");
        fields.put("title", feed.title());
        fields.put("home_page_url", feed.pageAddress());
        fields.put("feed_url", feed.address(ENDING));
        fields.put("language", feed.language());
        fields.put("icon", feed.url("/icon-512.png"));
        fields.put("favicon", feed.url("/icon-192.png"));
        fields.put("authors", List.of(Map.of("name", feed.paper(), "url", feed.url("/"))));
        feed.hub().ifPresent(hub -> fields.put("hubs", List.of(Map.of("type", "WebSub", "url", hub))));
        feed.olderAddress(ENDING).ifPresent(older -> fields.put("next_url", older));
        fields.put(
                "items",
                Stream.concat(
                                feed.entries().stream().map(entry -> item(feed, entry)),
                                feed.tombstones().stream().map(tombstone -> withdrawn(feed, tombstone)))
                        .toList());
        return new String(Json.write(fields), StandardCharsets.UTF_8);
    }

    private static Map<String, Object> item(Feed feed, FeedEntry entry) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", feed.id(entry));
        fields.put("url", feed.url(entry.path()));
        fields.put("title", entry.headline());
        fields.put("content_text", entry.teaser().isEmpty() ? entry.headline() : entry.teaser());
        fields.put("language", entry.language());
        fields.put(
                "date_published",
                entry.published().truncatedTo(ChronoUnit.SECONDS).toString());
        fields.put(
                "date_modified", entry.updated().truncatedTo(ChronoUnit.SECONDS).toString());
        fields.put(
                "authors",
                entry.authors().stream().map(name -> Map.of("name", name)).toList());
        fields.put("tags", entry.tags().stream().map(FeedEntry.Tag::label).toList());
        entry.image().ifPresent(image -> fields.put("image", feed.url(image.path())));
        return fields;
    }

    /// As in RSS: the entry stands with other words where readers have the old ones.
    private static Map<String, Object> withdrawn(Feed feed, Feed.Tombstone tombstone) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", feed.id(tombstone));
        fields.put("url", feed.url("/" + tombstone.id()));
        fields.put("title", feed.words("withdrawn.title"));
        fields.put("content_text", feed.words("withdrawn.text"));
        fields.put(
                "date_modified", tombstone.at().truncatedTo(ChronoUnit.SECONDS).toString());
        return fields;
    }
}
