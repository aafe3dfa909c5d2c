package depesche.feed.hub;

import java.util.Arrays;
import java.util.Optional;

/// What is asked of the hub: to be told of a feed, or to be told no more.
enum Mode {
    SUBSCRIBE("subscribe"),
    UNSUBSCRIBE("unsubscribe");

    private final String word;

    Mode(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    static Optional<Mode> parse(String word) {
        return Arrays.stream(values()).filter(mode -> mode.word.equals(word)).findAny();
    }
}
