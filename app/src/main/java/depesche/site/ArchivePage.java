package depesche.site;

import java.util.List;
import java.util.Optional;

/// A page of the archive: the articles of a day, or the years, months or days in which something came out.
///
/// @param above what this is a part of, the widest first
/// @param empty what is said where there is neither a part nor an article
/// @param earlier the last before it in which something came out, as `later` is the first after it
/// @param more where the articles of a full day go on
public record ArchivePage(
        String headline,
        List<Link> above,
        List<Link> parts,
        List<TeaserView> teasers,
        String empty,
        Optional<Link> earlier,
        Optional<Link> later,
        Optional<String> more) {

    public ArchivePage {
        above = List.copyOf(above);
        parts = List.copyOf(parts);
        teasers = List.copyOf(teasers);
    }

    public boolean isEmpty() {
        return parts.isEmpty() && teasers.isEmpty();
    }
}
