package depesche.desk;

import java.util.Set;

/// Which faults the desk has words of its own for; the others are told as the rule tells them.
final class FaultWords {

    private static final Set<String> TOLD = Set.of(
            "missing",
            "too-long",
            "too-many",
            "unknown-language",
            "unknown-time-zone",
            "set-since",
            "out-of-range",
            "under-embargo",
            "unknown-topic",
            "unknown-story",
            "unknown-article",
            "unknown-picture",
            "not-a-time",
            "not-a-picture",
            "picture-too-large-bytes",
            "picture-too-large-pixels",
            "picture-too-large-seconds",
            "picture-broken",
            "length",
            "not-a-slug",
            "none-left",
            "none-chosen",
            "story-name-taken");

    private FaultWords() {}

    static String key(String code) {
        return "fault." + (TOLD.contains(code) ? code : "other");
    }
}
