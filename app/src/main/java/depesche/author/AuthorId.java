package depesche.author;

/// The number of an author; stays however the name is spelled.
public record AuthorId(long value) {

    /// The key under which pages that list this author's articles are dropped.
    public String pageKey() {
        return "author:" + value;
    }
}
