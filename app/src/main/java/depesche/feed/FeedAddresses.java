package depesche.feed;

import depesche.config.Settings;
import java.net.URI;
import java.util.Locale;
import org.jdbi.v3.core.Handle;

/// What all feeds of a paper have in common.
///
/// @param authority whose ids they are (RFC 4151): the name under which the paper began
record FeedAddresses(URI base, String paper, Locale language, String authority) {

    static FeedAddresses of(Handle tx, Settings settings) {
        return new FeedAddresses(
                settings.baseUrl(),
                settings.site().name(),
                settings.site().language(),
                FeedAuthority.name(tx, settings.baseUrl()));
    }

    String url(String path) {
        String start = base.toString();
        return (start.endsWith("/") ? start.substring(0, start.length() - 1) : start) + path;
    }
}
