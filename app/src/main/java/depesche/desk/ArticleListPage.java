package depesche.desk;

import java.util.List;

/// The newsroom's articles, those changed last first.
///
/// @param alarms what the desk is to know before anything else
/// @param next the address of the older ones; empty: there are none
public record ArticleListPage(List<Alarm> alarms, List<Line> lines, List<Choice> states, String q, String next) {

    /// @param act where to say that it is noted; empty: another's matter
    public record Alarm(String text, String act) {}

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
        alarms = List.copyOf(alarms);
        lines = List.copyOf(lines);
        states = List.copyOf(states);
    }
}
