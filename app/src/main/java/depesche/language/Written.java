package depesche.language;

/// A word of a text as somebody wrote it, by its place; where it stands in an index spelt like this, it does by this
/// term.
public record Written(String term, int start, int end) {

    /// The word itself, with its capitals and accents.
    public String in(String text) {
        return text.substring(start, end);
    }
}
