package depesche.desk;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What can be done in public to a published article, each with whom it reaches.
///
/// @param fields by name, as typed or as the article has them
/// @param isChief whether whoever looks may correct, kill, and print a reply
public record AmendmentPage(
        String headline,
        String language,
        String article,
        String seen,
        List<ArticleFormPage.FaultLine> faults,
        Map<String, FieldView> fields,
        Buttons buttons,
        boolean isChief) {

    /// What the buttons say.
    ///
    /// @param deadlines how long the alert is worth carrying, to choose from
    public record Buttons(String update, String correction, String reply, String kill, List<Choice> deadlines) {

        public Buttons {
            deadlines = List.copyOf(deadlines);
        }
    }

    public AmendmentPage {
        faults = List.copyOf(faults);
        fields = Map.copyOf(fields);
    }

    public FieldView field(String name) {
        return Optional.ofNullable(fields.get(name))
                .orElseThrow(() -> new IllegalArgumentException("no field " + name));
    }
}
