package depesche.search;

/// A field of a search that says nothing anybody could look for. All else of the search is asked without it.
///
/// @param written as it was typed: `from:tomorrow`
public record SearchFault(Kind kind, String written) {

    /// What is wrong.
    public enum Kind {
        /// It is neither a day nor a month nor a year.
        NO_DAY,
        /// It is no language.
        NO_LANGUAGE,
        /// No topic has this slug, or had it.
        NO_TOPIC,
        /// No article is by anybody of this name.
        NO_AUTHOR,
        /// There are too many fields of its kind; this one and those behind it do not count.
        TOO_MANY
    }
}
