package depesche.site;

import depesche.search.Marked;
import java.util.List;
import java.util.Optional;

/// What is found, the best first, under the field in which it was asked for.
///
/// @param text as it was asked; empty where nothing was
/// @param count how many there are, in words; empty where nothing was asked
/// @param meant the search that may have been meant
/// @param note what else is to be known; may be empty
/// @param more where the list goes on
/// @param best back to the beginning, on a page that is not the first
/// @param follow to be told of what comes, where the search can be followed
public record SearchPage(
        String text,
        String count,
        Optional<Link> meant,
        String note,
        List<Result> results,
        Optional<String> more,
        Optional<String> best,
        Optional<FollowForm> follow) {

    /// An article that was found.
    ///
    /// @param text places of its text with the words marked, or its teaser where there are none
    public record Result(
            String href,
            String language,
            String direction,
            String kicker,
            Marked headline,
            List<Marked> text,
            Paper.TimeView published,
            String readingTime) {

        public Result {
            text = List.copyOf(text);
        }
    }

    public SearchPage {
        results = List.copyOf(results);
    }

    public boolean isAsked() {
        return !count.isEmpty();
    }
}
