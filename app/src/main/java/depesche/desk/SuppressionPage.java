package depesche.desk;

import depesche.desk.ArticleFormPage.FaultLine;
import java.util.List;
import java.util.Optional;

/// Whether a reader is written to, and what people may do about it. Looking at it changes nothing: what a button would
/// end or bring back stands above it.
///
/// @param action its own address
/// @param said what was done just now; may be empty
/// @param standing sentences: what stands in the way, if anything
/// @param close empty: the reader is closed
/// @param lift empty: nothing stands in the way
/// @param acts what was done by hand, the latest first
public record SuppressionPage(
        String action,
        String address,
        Said said,
        List<FaultLine> faults,
        List<String> standing,
        Optional<Lift> lift,
        Optional<Close> close,
        List<String> acts) {

    public SuppressionPage {
        faults = List.copyOf(faults);
        standing = List.copyOf(standing);
        acts = List.copyOf(acts);
    }

    /// @param mark for the style sheet: `told` or `warning`
    /// @param text empty: there is nothing to say
    public record Said(String mark, String text) {

        static final Said NOTHING = new Said("told", "");
    }

    /// @param ends what of the reader's ways would end; empty: nothing goes out now
    public record Close(List<String> ends, FieldView note) {
        public Close {
            ends = List.copyOf(ends);
        }
    }

    /// @param why the reason that was seen
    /// @param means sentences: what lifting it brings
    /// @param warning what speaks against it; may be empty
    public record Lift(String why, List<String> means, String warning, FieldView note, String button) {
        public Lift {
            means = List.copyOf(means);
        }
    }
}
