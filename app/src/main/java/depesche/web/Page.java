package depesche.web;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// A public page as its renderer gives it: the bytes, and the keys of all that it shows.
///
/// @param keys what the page shows (`article:17`, `topic:4`, `front`, `site`): when one changes, the page is dropped
/// @param keptFor longest time in the store, for a page that changes with the time alone
/// @param links the header `Link`: what stands elsewhere and belongs to it
public record Page(
        int status,
        String mediaType,
        byte[] bytes,
        Set<String> keys,
        Caching caching,
        Duration keptFor,
        Optional<String> links) {

    /// For pages that stay right until something they show changes.
    public static final Duration UNTIL_DROPPED = Duration.ofDays(3650);

    /// What a page for readers may load and do: nothing from elsewhere, no style but the one that stands in it, and
    /// no script at all. Asking us is allowed: no script of the page can, and programs that look at a page from
    /// within may read `/robots.txt`.
    public static final String SECURITY_POLICY =
            "default-src 'none'; style-src " + PageStyle.source() + "; img-src 'self' data:; "
                    + "font-src 'self'; manifest-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
                    + "frame-ancestors 'none'";

    /// For a page on which a script of ours runs and asks us.
    public static final String SCRIPTED_POLICY = SECURITY_POLICY + "; script-src 'self'; worker-src 'self'";

    /// How long others may keep a page without asking.
    public enum Caching {
        /// Asks each time; the answer is mostly 304. So a correction or a kill is seen at once.
        ASK_EACH_TIME("public, max-age=0, must-revalidate"),
        /// As above, but who asks again within half a minute may go on with what is there while asking: for programs,
        /// which come again anyway. Not for people, who would see an old page right after a change.
        ASK_MEANWHILE("public, max-age=0, stale-while-revalidate=30"),
        /// What hardly changes and harms nobody when it is a day old.
        DAY("public, max-age=86400"),
        /// What changes its address with its content.
        FOREVER("public, max-age=31536000, immutable");

        private final String header;

        Caching(String header) {
            this.header = header;
        }

        String header() {
            return header;
        }
    }

    public Page {
        keys = Set.copyOf(keys);
    }

    /// A page to which nothing belongs.
    public Page(int status, String mediaType, byte[] bytes, Set<String> keys, Caching caching, Duration keptFor) {
        this(status, mediaType, bytes, keys, caching, keptFor, Optional.empty());
    }

    public static Page html(String html, Set<String> keys) {
        return text("text/html; charset=utf-8", html, keys);
    }

    public static Page text(String mediaType, String text, Set<String> keys) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Page(200, mediaType, bytes, keys, Caching.ASK_EACH_TIME, UNTIL_DROPPED);
    }

    public Page withStatus(int other) {
        return new Page(other, mediaType, bytes, keys, caching, keptFor, links);
    }

    public Page withCaching(Caching other) {
        return new Page(status, mediaType, bytes, keys, other, keptFor, links);
    }

    public Page keptFor(Duration longest) {
        return new Page(status, mediaType, bytes, keys, caching, longest, links);
    }

    public Page withLinks(String header) {
        return new Page(status, mediaType, bytes, keys, caching, keptFor, Optional.of(header));
    }

    boolean isCompressible() {
        boolean isText = mediaType.startsWith("text/")
                || mediaType.contains("json")
                || mediaType.contains("xml")
                || mediaType.contains("svg");
        return isText && bytes.length > 256;
    }
}
