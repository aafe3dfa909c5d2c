package depesche.feed;

import depesche.config.Settings;
import depesche.topic.Topics;
import depesche.web.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/// An article as other sites show it in place of a link (oEmbed 1.0): headline, teaser, authors and picture, as markup
/// without script.
final class OEmbed {

    /// How wide and high it may be.
    record Room(int width, int height) {
        private static final Room USUAL = new Room(600, 400);

        /// @param width as asked for, empty where it was not
        static Optional<Room> parse(String width, String height) {
            return width.matches("\\d{0,5}") && height.matches("\\d{0,5}")
                    ? Optional.of(new Room(least(width, USUAL.width()), least(height, USUAL.height())))
                    : Optional.empty();
        }

        private static int least(String asked, int usual) {
            return asked.isEmpty() ? usual : Math.min(usual, Integer.parseInt(asked));
        }
    }

    private static final Pattern ARTICLE = Pattern.compile("/([1-9]\\d{0,17})(?:/[^/?#]*)?(?:[?#].*)?");

    private final Settings settings;

    OEmbed(Settings settings) {
        this.settings = settings;
    }

    /// Empty if there is no such article of ours, or none that is public.
    Optional<Map<String, Object>> of(Handle tx, String url, Room room) {
        String site = PublishedFeeds.site(settings);
        Matcher path = ARTICLE.matcher(url.startsWith(site) ? url.substring(site.length()) : "");
        if (!path.matches()) {
            return Optional.empty();
        }
        var addresses = FeedAddresses.of(tx, settings);
        return FeedEntries.of(tx, Topics.tree(tx), settings.site().language(), List.of(Long.parseLong(path.group(1))))
                .stream()
                .findFirst()
                .map(entry -> fields(tx, addresses, entry, room));
    }

    private static Map<String, Object> fields(Handle tx, FeedAddresses addresses, FeedEntry entry, Room room) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("version", "1.0");
        fields.put("type", "rich");
        fields.put("title", entry.headline());
        if (!entry.authors().isEmpty()) {
            fields.put("author_name", String.join(", ", entry.authors()));
        }
        fields.put("provider_name", addresses.paper());
        fields.put("provider_url", addresses.url("/"));
        fields.put("html", html(addresses, entry));
        fields.put("width", room.width());
        fields.put("height", room.height());
        thumbnail(tx, entry.id(), room).ifPresent(picture -> {
            fields.put("thumbnail_url", addresses.url(picture.path()));
            fields.put("thumbnail_width", picture.width());
            fields.put("thumbnail_height", picture.height());
        });
        return fields;
    }

    private static String html(FeedAddresses addresses, FeedEntry entry) {
        String address = addresses.url(entry.path());
        var markup = Xml.fragment()
                .open("blockquote", "lang", entry.language(), "cite", address)
                .open("p")
                .text("a", entry.headline(), "href", address)
                .close("p");
        if (!entry.teaser().isEmpty()) {
            markup.text("p", entry.teaser());
        }
        return markup.text("footer", addresses.paper()).close("blockquote").toString();
    }

    private record Thumbnail(String path, int width, int height) {}

    /// The widest that there is room for.
    private static Optional<Thumbnail> thumbnail(Handle tx, long article, Room room) {
        return tx.createQuery("""
                        select f.picture_id, f.width, f.height
                          from article a
                          join revision r on r.article_id = a.id and r.number = a.revision
                          join rendition f on f.picture_id = r.picture_id
                         where a.id = :article
                           and f.media_type = 'image/jpeg'
                           and f.width <= :width
                           and f.height <= :height
                         order by f.width desc
                         limit 1
                        """)
                .bind("article", article)
                .bind("width", room.width())
                .bind("height", room.height())
                .map((row, _) -> new Thumbnail(
                        "/pictures/" + row.getLong("picture_id") + "/" + row.getInt("width") + ".jpg",
                        row.getInt("width"),
                        row.getInt("height")))
                .findOne();
    }

    static byte[] json(Map<String, Object> fields) {
        return Json.write(fields);
    }

    static byte[] xml(Map<String, Object> fields) {
        var xml = Xml.document().open("oembed");
        fields.forEach((name, value) -> xml.text(name, value.toString()));
        return xml.close("oembed").toString().getBytes(StandardCharsets.UTF_8);
    }
}
