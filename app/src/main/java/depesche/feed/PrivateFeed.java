package depesche.feed;

import depesche.article.Listing;
import depesche.config.Settings;
import depesche.web.Request;
import depesche.web.Response;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jdbi.v3.core.Handle;

/// A feed for one reader: the newest articles of the topics, stories and authors they follow, under an address of their
/// own. Kept by no
/// cache but the reader's and found by no search engine.
public final class PrivateFeed {

    private final Settings.Site site;
    private final Feeds feeds;

    public PrivateFeed(Settings settings) {
        this.site = settings.site();
        this.feeds = new Feeds(settings);
    }

    /// As Atom.
    ///
    /// @param path the feed's own address
    /// @param identity what its permanent id is made of
    public Response of(Handle tx, Request request, String path, String identity, Listing followed) {
        String self = path.substring(0, path.length() - AtomFeed.ENDING.length());
        Feed feed = feeds.newest(tx, followed, new Feed.Subject(site.name(), identity, "/", self, "front"));
        byte[] atom = AtomFeed.write(feed).getBytes(StandardCharsets.UTF_8);
        String tag = "\"" + Integer.toHexString(Arrays.hashCode(atom)) + "-" + atom.length + "\"";
        boolean isKnown = request.header("If-None-Match").filter(tag::equals).isPresent();
        Response answer = isKnown ? Response.empty(304) : Response.of(200, AtomFeed.MEDIA_TYPE, atom);
        return answer.with("ETag", tag)
                .with("Cache-Control", "private, max-age=300")
                .with("X-Robots-Tag", "noindex")
                .with("Referrer-Policy", "no-referrer");
    }
}
