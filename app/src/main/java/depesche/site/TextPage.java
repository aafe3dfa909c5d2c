package depesche.site;

import gg.jte.Content;
import java.util.List;
import java.util.Optional;

/// A page of headings and sentences: imprint, privacy, about, an error.
public record TextPage(String headline, List<Own> own, List<Part> parts, Optional<Link> onward) {

    /// What the house says of itself.
    ///
    /// @param isOther in another language than the page's
    public record Own(String language, boolean isOther, Content text) {}

    /// A paragraph, with a heading of its own where that is not empty.
    public record Part(String heading, String text) {}

    /// Without words of the house's own.
    TextPage(String headline, List<Part> parts, Optional<Link> onward) {
        this(headline, List.of(), parts, onward);
    }

    public TextPage {
        own = List.copyOf(own);
        parts = List.copyOf(parts);
    }
}
