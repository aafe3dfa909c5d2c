package depesche.desk;

import java.util.List;
import java.util.Optional;

/// What stands between an article and its readers, who would be told, and the two buttons.
///
/// @param why the article cannot be published now, each with the address where that can be changed; may be empty
/// @param alerts those that told of it already
public record PublicationPage(
        String headline,
        String language,
        String article,
        String seen,
        String standing,
        String publicPath,
        List<ArticleFormPage.FaultLine> why,
        Optional<ReachView> reach,
        List<AlertLine> alerts,
        Buttons buttons) {

    /// Whom it reaches, in sentences.
    ///
    /// @param defects what is wrong with it as an alert, each with the address where it is mended
    public record ReachView(String readers, List<String> lines, List<ArticleFormPage.FaultLine> defects) {

        public ReachView {
            lines = List.copyOf(lines);
            defects = List.copyOf(defects);
        }
    }

    public record AlertLine(String href, String text) {}

    /// @param deadlines how long the alert is worth carrying, to choose from
    /// @param shown whether it can be published now, and by whoever looks
    /// @param needed says which role may; empty if whoever looks may
    public record Buttons(boolean shown, String withAlert, String withoutAlert, String needed, List<Choice> deadlines) {

        public Buttons {
            deadlines = List.copyOf(deadlines);
        }
    }

    public PublicationPage {
        why = List.copyOf(why);
        alerts = List.copyOf(alerts);
    }
}
