package depesche.desk;

import java.util.List;

/// The sections of the front page in their order, and what can be added.
///
/// @param isArranged false while they are what nobody has arranged
/// @param topics that may be added; none if there are as many as there may be
public record SectionsPage(List<Line> lines, boolean isArranged, boolean mayArrange, List<Choice> topics) {

    /// @param slug of the topic
    public record Line(String slug, String label, boolean isFirst, boolean isLast) {}

    public SectionsPage {
        lines = List.copyOf(lines);
        topics = List.copyOf(topics);
    }
}
