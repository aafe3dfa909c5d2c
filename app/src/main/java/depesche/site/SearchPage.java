package depesche.site;

import depesche.search.Marked;
import java.util.List;
import java.util.Optional;

/// What is found, the best first, under the field in which it was asked for. Mirrors a page.
///
/// @param text as it was asked; empty where nothing was
/// @param count how many there are, in words; empty where nothing was asked
/// @param meant the search that may have been meant
/// @param topics that what was found is on, and with [#years] what the search can be narrowed to
/// @param note what else is to be known; may be empty
/// @param more where the list goes on
/// @param best back to the beginning, on a page that is not the first
/// @param faults what of it could not be asked, in sentences
/// @param script its address
/// @param follow to be told of what comes, where the search can be followed
public record SearchPage(
        String text,
        String count,
        Optional<Link> meant,
        List<Facet> topics,
        List<Facet> years,
        String note,
        List<Result> results,
        Optional<String> more,
        Optional<String> best,
        List<String> faults,
        Optional<Follow> follow,
        String script) {

    /// What the page explains, in this order.
    public static final List<String> HELP =
            List.of("words", "phrase", "without", "title", "author", "topic", "language", "days");

    /// The form by which the search is followed.
    ///
    /// @param note what of the search a follow leaves out; may be empty
    public record Follow(FollowForm form, String note) {}

    /// Something to narrow the search to.
    ///
    /// @param href where it is narrowed, or where it is so no more
    public record Facet(String href, String label, String count, boolean isChosen) {}

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
        topics = List.copyOf(topics);
        years = List.copyOf(years);
        results = List.copyOf(results);
        faults = List.copyOf(faults);
    }

    public boolean canBeNarrowed() {
        return !topics.isEmpty() || !years.isEmpty();
    }

    public boolean isAsked() {
        return !count.isEmpty();
    }
}
