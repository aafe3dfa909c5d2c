package depesche.desk;

import java.util.List;
import java.util.Optional;

/// Readers at a glance: numbers, no addresses. One is looked up by whoever may.
///
/// @param warning what keeps mail from arriving, if anything
/// @param lookUp empty: whoever looks may not look anyone up
public record ReadersPage(
        List<Figure> numbers,
        Optional<String> warning,
        List<Figure> suppressed,
        List<Figure> follows,
        Optional<LookUp> lookUp) {

    public record Figure(String name, String number) {}

    /// @param said that nobody was found, or what is wrong with the address; may be empty
    public record LookUp(String email, String article, String said, Optional<Found> found) {}

    /// @param act what can be done about whether the reader is written to
    public record Found(
            String email, List<String> facts, List<String> follows, List<String> consents, List<String> why, Act act) {
        public Found {
            facts = List.copyOf(facts);
            follows = List.copyOf(follows);
            consents = List.copyOf(consents);
            why = List.copyOf(why);
        }
    }

    /// A link to where it is done.
    public record Act(String href, String text) {}

    public ReadersPage {
        numbers = List.copyOf(numbers);
        suppressed = List.copyOf(suppressed);
        follows = List.copyOf(follows);
    }
}
