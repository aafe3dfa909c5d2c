package depesche.feed;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/// One way of writing a feed down.
enum FeedForm {
    ATOM(AtomFeed.ENDING, AtomFeed.MEDIA_TYPE, AtomFeed::write),
    RSS(RssFeed.ENDING, RssFeed.MEDIA_TYPE, RssFeed::write),
    JSON(JsonFeed.ENDING, JsonFeed.MEDIA_TYPE, JsonFeed::write);

    private final String ending;
    private final String mediaType;
    private final Function<Feed, String> writing;

    FeedForm(String ending, String mediaType, Function<Feed, String> writing) {
        this.ending = ending;
        this.mediaType = mediaType;
        this.writing = writing;
    }

    static Optional<FeedForm> of(String ending) {
        return Arrays.stream(values())
                .filter(form -> form.ending.equals(ending))
                .findAny();
    }

    String ending() {
        return ending;
    }

    String mediaType() {
        return mediaType;
    }

    String write(Feed feed) {
        return writing.apply(feed);
    }
}
