package depesche.site;

import java.util.List;

/// A form to be told of new articles: a box for each topic, then for story and authors.
///
/// @param searches what was sought on the way here, to be followed too
/// @param cadences how soon one can hear of them
/// @param email as it was typed, when the form comes back
/// @param faults what was wrong with it, as sentences; empty at first
public record FollowForm(
        List<Box> boxes, List<String> searches, List<WishForm.Option> cadences, String email, List<String> faults) {

    /// One thing to follow.
    ///
    /// @param field the name of its kind in the form
    /// @param includes the topics below it, as a sentence; may be empty
    public record Box(String field, String slug, String label, String href, String includes, boolean chosen) {}

    public FollowForm {
        boxes = List.copyOf(boxes);
        searches = List.copyOf(searches);
        cadences = List.copyOf(cadences);
        faults = List.copyOf(faults);
    }
}
