package depesche.feed;

import depesche.config.Settings;
import depesche.topic.TopicId;
import depesche.topic.TopicTree;
import depesche.topic.Topics;
import depesche.web.Request;
import depesche.web.Response;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// A feed for one reader: the newest articles of the topics they follow, under an address of their own. Kept by no
/// cache
/// but the reader's and found by no search engine.
public final class PrivateFeed {

    private static final int ENTRIES = 30;

    private final FeedAddresses addresses;
    private final Locale language;

    public PrivateFeed(Settings settings) {
        this.addresses = new FeedAddresses(settings.baseUrl(), settings.site().name());
        this.language = settings.site().language();
    }

    /// As Atom.
    ///
    /// @param path the feed's own address
    /// @param identity what its permanent id is made of
    public Response of(Handle tx, Request request, String path, String identity, Collection<TopicId> followed) {
        TopicTree tree = Topics.tree(tx);
        List<Long> topics = followed.stream()
                .flatMap(topic -> tree.withDescendants(topic).stream())
                .map(TopicId::value)
                .distinct()
                .toList();
        var entries = FeedEntries.ofTopics(tx, tree, language, topics, FeedEntries.Mark.TOP, ENTRIES);
        Instant since =
                entries.size() < ENTRIES ? Instant.EPOCH : entries.getLast().published();
        var killed = FeedEntries.killed(tx, topics, FeedEntries.Mark.TOP, since);
        String self = path.substring(0, path.length() - AtomFeed.ENDING.length());
        var feed = new Feed(
                addresses, language, addresses.paper(), identity, "/", self, "", Optional.empty(), entries, killed);
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
