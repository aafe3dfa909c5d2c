package depesche.topic.vocabulary;

/// A token of Turtle.
///
/// @param language of a text, as it stands there; may be empty
record TurtleToken(Kind kind, String text, String language) {

    /// The kinds there are.
    enum Kind {
        IRI,
        WORD,
        TEXT,
        MARK
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && text.equals(word);
    }

    boolean isMark(String mark) {
        return kind == Kind.MARK && text.equals(mark);
    }
}
