package depesche.desk;

import java.util.List;

/// Jobs that failed to their end, with what went wrong and a button to try again.
public record JobsPage(List<Line> lines, boolean sent) {

    public record Line(long id, String name, String payload, String error, NewsroomTime.Shown at) {}

    public JobsPage {
        lines = List.copyOf(lines);
    }
}
