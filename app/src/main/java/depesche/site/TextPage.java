package depesche.site;

import java.util.List;
import java.util.Optional;

/// A page of headings and sentences: imprint, privacy, an error.
public record TextPage(String headline, List<Part> parts, Optional<Link> onward) {

    /// A paragraph, with a heading of its own where that is not empty.
    public record Part(String heading, String text) {}

    public TextPage {
        parts = List.copyOf(parts);
    }
}
