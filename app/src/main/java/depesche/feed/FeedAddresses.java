package depesche.feed;

import java.net.URI;

/// The paper's name and its public address.
record FeedAddresses(URI base, String paper) {

    String url(String path) {
        String start = base.toString();
        return (start.endsWith("/") ? start.substring(0, start.length() - 1) : start) + path;
    }
}
