package depesche.site;

import java.util.List;
import java.util.Optional;

/// A story as a time line: its articles by day, newest first.
///
/// @param older where the time line goes on
/// @param newest back to the beginning, on a page that is not the first
public record StoryPage(
        String label, FollowForm follow, List<Day> days, Optional<String> older, Optional<String> newest) {

    /// What came out on one day of the paper's.
    ///
    /// @param date for machines
    public record Day(String date, String text, List<TeaserView> teasers) {
        public Day {
            teasers = List.copyOf(teasers);
        }
    }

    public StoryPage {
        days = List.copyOf(days);
    }
}
