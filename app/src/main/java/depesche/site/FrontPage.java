package depesche.site;

import java.util.List;
import java.util.Optional;

/// The front page: the lead story, what else is new, and its sections as the desk arranged them.
public record FrontPage(Optional<TeaserView> lead, List<TeaserView> latest, List<Section> sections) {

    /// The newest of one topic, without what stands above.
    public record Section(Link topic, String more, List<TeaserView> teasers) {}

    public FrontPage {
        latest = List.copyOf(latest);
        sections = List.copyOf(sections);
    }
}
