package depesche.desk;

import java.util.List;

/// The newsroom's articles, those changed last first.
///
/// @param next the address of the older ones; empty: there are none
public record ArticleListPage(List<Line> lines, List<Choice> states, String q, String next) {

    /// @param state as people read it; `mark` the same for the style sheet
    /// @param changed when it was saved, published or withdrawn last
    public record Line(
            String href,
            String kicker,
            String headline,
            String language,
            String state,
            String mark,
            String savedBy,
            NewsroomTime.Shown changed) {}

    public ArticleListPage {
        lines = List.copyOf(lines);
        states = List.copyOf(states);
    }
}
