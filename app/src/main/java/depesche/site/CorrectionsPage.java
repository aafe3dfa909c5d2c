package depesche.site;

import java.util.List;
import java.util.Optional;

/// What was corrected, answered and withdrawn, the newest first.
public record CorrectionsPage(String headline, String intro, List<Entry> entries) {

    /// @param article where it can be read; empty for one that was withdrawn
    public record Entry(
            String kind, String label, Paper.TimeView at, Optional<Link> article, String language, String note) {}

    public CorrectionsPage {
        entries = List.copyOf(entries);
    }
}
