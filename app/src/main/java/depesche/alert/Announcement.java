package depesche.alert;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What an alert tells of its article, in the revision that is current when it is told.
///
/// @param path of the article's page
/// @param at when the occasion arose: the date of every mail of the alert
/// @param reasons topics whose followers are told, in the editor's order, each after those above it
public record Announcement(
        AlertId alert,
        Alert.Kind kind,
        int revision,
        Text text,
        String path,
        Instant at,
        Instant notAfter,
        List<Reason> reasons) {

    public Announcement {
        reasons = List.copyOf(reasons);
    }

    /// The article's words, as a mail gives them.
    public record Text(
            Locale language,
            Optional<String> kicker,
            String headline,
            String teaser,
            List<String> bylines,
            Optional<String> dateline,
            int readingMinutes,
            Instant publishedAt) {

        public Text {
            bylines = List.copyOf(bylines);
        }
    }
}
