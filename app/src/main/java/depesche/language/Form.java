package depesche.language;

/// The forms in which a word stands in an index, the closest first. Each has its mark before the term, with which no
/// word begins: `=hauser` is what somebody wrote, `-hauser` a word that is so without its dots, `~haus` the part of a
/// compound. A stem has none.
enum Form {
    WRITTEN("="),
    FOLDED("-"),
    STEM(""),
    PART("~"),
    /// Of a compound that is asked for: its part, as a word or as a part of another compound.
    ASKED_PART("");

    private final String mark;

    Form(String mark) {
        this.mark = mark;
    }

    String term(String word) {
        return mark + word;
    }

    String bare(String term) {
        return term.substring(mark.length());
    }

    /// Not to be stemmed.
    boolean isSpelling() {
        return this == WRITTEN || this == FOLDED;
    }
}
