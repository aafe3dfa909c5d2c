package depesche.channel;

import java.util.Locale;

/// A way to reach readers. Each has its own slices and its own carriers, so that none waits for another.
public enum ChannelKind {
    EMAIL,
    PUSH,
    WEBHOOK;

    /// As it is written outside and in the database.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static ChannelKind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
