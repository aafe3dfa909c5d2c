package depesche.search;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// An article that was found, as it is now. Mirrors a row.
///
/// @param externalId in the system that it came from
/// @param teaser the teaser, or the standfirst where there is none
/// @param fragments of the text, where words that were asked for stand; at most a few
/// @param score only to compare with others of the same search
public record FoundArticle(
        long id,
        Optional<String> externalId,
        String path,
        Locale language,
        Instant publishedAt,
        int readingMinutes,
        String kicker,
        Marked headline,
        String teaser,
        List<Marked> fragments,
        float score) {

    public FoundArticle {
        fragments = List.copyOf(fragments);
    }
}
