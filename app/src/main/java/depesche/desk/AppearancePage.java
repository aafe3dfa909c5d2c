package depesche.desk;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What stands at the head of the paper, in a form.
///
/// @param version that the form was filled from
/// @param standing who set it, and when
/// @param undo what undoing would go back to; empty if to nothing
/// @param told what was just done; may be empty
public record AppearancePage(
        String version,
        String standing,
        String undo,
        String told,
        List<ArticleFormPage.FaultLine> faults,
        Map<String, FieldView> fields,
        List<Choice> zones) {

    public AppearancePage {
        faults = List.copyOf(faults);
        fields = Map.copyOf(fields);
        zones = List.copyOf(zones);
    }

    public FieldView field(String name) {
        return Objects.requireNonNull(fields.get(name), name);
    }
}
