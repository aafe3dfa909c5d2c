package depesche.alert;

import depesche.article.Notice;
import depesche.follow.Cadence;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What an alert tells of its article, in the revision that is current when it is told.
///
/// @param path of the article's page
/// @param at when the occasion arose: the date of every mail of the alert
/// @param cadences the follows that speak of it
/// @param notice what is said of the article, where it is told again; a withdrawal says nothing
/// @param threading which alert told a reader first
/// @param reasons whose followers are told: topics in the editor's order, each after those above it, the story, the
/// authors; behind them the saved searches that the article met
public record Announcement(
        AlertId alert,
        Alert.Kind kind,
        int revision,
        Text text,
        String path,
        Instant at,
        Set<Cadence> cadences,
        Optional<Notice> notice,
        Threading threading,
        List<Reason> reasons) {

    public Announcement {
        cadences = Set.copyOf(cadences);
        reasons = List.copyOf(reasons);
        for (int i = 1; i < reasons.size(); i++) {
            if (reasons.get(i - 1).isSearch() && !reasons.get(i).isSearch()) {
                throw new IllegalArgumentException("what is borne behind a search among the reasons of alert " + alert);
            }
        }
    }

    /// Those of the reasons that the article bears: what may be named to anybody. A search is named to its followers
    /// alone.
    public List<Reason> borne() {
        int end = 0;
        while (end < reasons.size() && !reasons.get(end).isSearch()) {
            end++;
        }
        return reasons.subList(0, end);
    }

    /// Those of the reasons that are searches.
    List<Reason> searches() {
        return reasons.subList(borne().size(), reasons.size());
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

        /// Of what was killed nothing is repeated, on whatever channel.
        static Text withdrawn(Locale language, Instant publishedAt) {
            return new Text(language, Optional.empty(), "", "", List.of(), Optional.empty(), 0, publishedAt);
        }
    }
}
