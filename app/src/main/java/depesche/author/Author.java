package depesche.author;

/// Whom bylines name.
///
/// @param slug the place in addresses; never changes
/// @param name as it was first written; in mixed case, once it was written so
public record Author(AuthorId id, String slug, String name) {

    /// The path of the page with the author's articles.
    public String path() {
        return "/authors/" + slug;
    }
}
