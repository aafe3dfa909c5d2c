package depesche.feed;

import depesche.config.Settings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/// The feeds that programs may be told of, by their paths: the newest part of the paper's and of each topic's, story's
/// and author's.
public final class PublishedFeeds {

    private static final Pattern PATH =
            Pattern.compile("(?:/(topics|stories|authors)/([^/?\\p{Cntrl}]{1,200}))?/feed(\\.[a-z]{3,4})");
    private static final String OF_PAPER = "front";
    private static final List<String> OF_LISTS = List.of("topic:", "story:", "author:");

    private final Feeds feeds;

    public PublishedFeeds(Settings settings) {
        this.feeds = new Feeds(settings);
    }

    /// A feed as it is.
    public record Text(String mediaType, byte[] body) {}

    /// The address of the site without a slash at its end.
    public static String site(Settings settings) {
        return settings.baseUrl().toString().replaceFirst("/$", "");
    }

    /// Whether there may be a feed at this path.
    public static boolean isPath(String path) {
        return PATH.matcher(path).matches();
    }

    /// Whether feeds change with the pages of this key.
    public static boolean isKey(String key) {
        return key.equals(OF_PAPER) || OF_LISTS.stream().anyMatch(key::startsWith);
    }

    /// The key of the pages that change when it does; empty if there is no such feed.
    public Optional<String> key(Handle tx, String path) {
        Matcher parts = PATH.matcher(path);
        if (!parts.matches() || FeedForm.of(parts.group(3)).isEmpty()) {
            return Optional.empty();
        }
        String folder = parts.group(1);
        return folder == null
                ? Optional.of(OF_PAPER)
                : Listed.Kind.of(folder)
                        .flatMap(kind -> Listed.find(tx, kind, parts.group(2), Locale.ROOT))
                        .map(Listed::key);
    }

    /// Empty if there is no such feed.
    public Optional<Text> at(Handle tx, String path) {
        Matcher parts = PATH.matcher(path);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String folder = parts.group(1);
        return FeedForm.of(parts.group(3))
                .flatMap(form -> (folder == null
                                ? feeds.ofPaper(tx, OptionalLong.empty())
                                : Listed.Kind.of(folder)
                                        .flatMap(kind -> feeds.of(tx, kind, parts.group(2), OptionalLong.empty())))
                        .map(feed -> new Text(form.mediaType(), form.write(feed).getBytes(StandardCharsets.UTF_8))));
    }
}
