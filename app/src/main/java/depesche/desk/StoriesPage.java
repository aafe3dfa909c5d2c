package depesche.desk;

import java.util.List;
import java.util.Map;

/// The newest stories, and the form for a new one.
///
/// @param fields of the form by name
/// @param made what was just made, as it is told; may be empty
public record StoriesPage(
        List<Line> lines,
        boolean mayMake,
        List<ArticleFormPage.FaultLine> faults,
        Map<String, FieldView> fields,
        String made) {

    public record Line(String href, String label, String others, String slug, String followers, String articles) {}

    public StoriesPage {
        lines = List.copyOf(lines);
        faults = List.copyOf(faults);
        fields = Map.copyOf(fields);
    }

    public FieldView field(String name) {
        return java.util.Objects.requireNonNull(fields.get(name), name);
    }
}
