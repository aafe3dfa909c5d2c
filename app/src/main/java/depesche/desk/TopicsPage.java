package depesche.desk;

import java.util.List;
import java.util.Map;

/// The tree of topics, and the form for a new one.
///
/// @param fields of the form by name
/// @param made what was just made, as it is told; may be empty
public record TopicsPage(
        List<Line> lines,
        boolean mayMake,
        List<ArticleFormPage.FaultLine> faults,
        Map<String, FieldView> fields,
        List<Choice> parents,
        String made) {

    /// @param depth how far below a root, at most six
    public record Line(
            int depth, String href, String label, String others, String slug, String followers, String articles) {}

    public TopicsPage {
        lines = List.copyOf(lines);
        faults = List.copyOf(faults);
        fields = Map.copyOf(fields);
        parents = List.copyOf(parents);
    }

    public FieldView field(String name) {
        return java.util.Objects.requireNonNull(fields.get(name), name);
    }
}
