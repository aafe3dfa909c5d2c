package depesche.desk;

import java.util.List;

/// How far an alert is.
///
/// @param sentence all of it in one sentence, for those who do not see the bar
/// @param refresh where the page goes that stands still, or moves again; empty: it stands still by itself
public record AlertPage(
        String id,
        String article,
        String headline,
        String language,
        State state,
        String sentence,
        List<Count> counts,
        List<Time> times,
        String trouble,
        Refresh refresh) {

    /// @param over of all planned deliveries, those that ended; `share` in hundredths
    /// @param brakes what may be done now: `hold`, `release`, `stop`
    public record State(String text, String mark, int planned, int over, int share, List<Brake> brakes) {
        public State {
            brakes = List.copyOf(brakes);
        }
    }

    public record Brake(String act, String text) {}

    public record Count(String name, String number, String meaning) {}

    public record Time(String name, NewsroomTime.Shown at) {}

    public record Refresh(String href, String text) {}

    public AlertPage {
        counts = List.copyOf(counts);
        times = List.copyOf(times);
    }
}
