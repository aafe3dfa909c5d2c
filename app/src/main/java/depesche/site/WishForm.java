package depesche.site;

import java.util.List;

/// The form in which a reader says when and how often mail is to come, as it stands or as it was filled in.
///
/// @param paces how soon each follow speaks
/// @param meaning what it comes to, in sentences
/// @param faults what was wrong with it, as sentences; empty at first
public record WishForm(
        String href,
        List<Field> paces,
        List<Field> times,
        Zone zone,
        List<Box> boxes,
        List<String> meaning,
        List<String> faults) {

    public WishForm {
        paces = List.copyOf(paces);
        times = List.copyOf(times);
        boxes = List.copyOf(boxes);
        meaning = List.copyOf(meaning);
        faults = List.copyOf(faults);
    }

    /// One of several.
    public record Field(String name, String label, List<Option> options) {
        public Field {
            options = List.copyOf(options);
        }
    }

    public record Option(String value, String text, boolean chosen) {}

    public record Box(String name, String label, boolean chosen) {}

    /// The time zone, of those that there are.
    public record Zone(String chosen, List<String> all) {
        public Zone {
            all = List.copyOf(all);
        }
    }
}
