package depesche.feed;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A published article as feeds tell it. Mirrors a row.
///
/// @param key what its permanent id is made of
/// @param teaser with what was corrected since; may be empty
/// @param updated moves with corrections and updates, not with small repairs
record FeedEntry(
        long id,
        String key,
        String path,
        String language,
        String headline,
        String teaser,
        List<String> authors,
        List<Tag> tags,
        Instant published,
        Instant updated,
        Optional<Image> image) {

    record Tag(String slug, String label) {}

    record Image(String path, String mediaType, long bytes) {}

    FeedEntry {
        authors = List.copyOf(authors);
        tags = List.copyOf(tags);
    }
}
