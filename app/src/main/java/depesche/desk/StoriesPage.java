package depesche.desk;

import java.util.List;
import java.util.Map;

/// The newest stories, those that are proposed, and the form for a new one.
///
/// @param fields of the form by name
/// @param made what was just done, as it is told; may be empty
public record StoriesPage(
        List<Line> lines,
        boolean mayMake,
        List<ArticleFormPage.FaultLine> faults,
        Map<String, FieldView> fields,
        String made,
        List<Proposed> proposed,
        List<Dismissed> dismissed) {

    /// Articles that may be a story, or may belong to one.
    ///
    /// @param because words of the articles that spoke for it
    /// @param stories to which they may go; the first is a new one
    public record Proposed(
            String action, String name, String because, List<Choice> articles, List<Choice> stories, String number) {}

    /// @param action takes it back
    public record Dismissed(String action, String name, String told) {}

    public record Line(String href, String label, String others, String slug, String followers, String articles) {}

    public StoriesPage {
        lines = List.copyOf(lines);
        faults = List.copyOf(faults);
        fields = Map.copyOf(fields);
        proposed = List.copyOf(proposed);
        dismissed = List.copyOf(dismissed);
    }

    public FieldView field(String name) {
        return java.util.Objects.requireNonNull(fields.get(name), name);
    }
}
