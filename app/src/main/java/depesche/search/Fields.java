package depesche.search;

/// The fields of an article in the index. Those of its text are one for each language that is analysed in its own
/// way.
final class Fields {

    /// Raised when anything about fields or their analysis changes: an index of another form is made anew.
    static final int FORM = 4;

    /// The number as a term, to replace an article by.
    static final String KEY = "key";

    /// The number as a value.
    static final String ID = "id";

    static final String TOPIC = "topic";

    /// Numbers of topics as values, to count by.
    static final String TOPICS = "topics";

    /// Whom the bylines name, plainly spelt.
    static final String AUTHOR = "author";

    static final String LANGUAGE = "language";

    /// Seconds since 1970.
    static final String PUBLISHED = "published";

    /// All words of the article.
    static final String TEXT = "text.";

    /// The headline once more, since its words weigh more.
    static final String HEADLINE = "headline.";

    /// Kicker and standfirst once more.
    static final String LEAD = "lead.";

    /// Words of the headline, plainly spelt, to be found by their beginnings; so are the names below, each with whose
    /// it
    /// is.
    static final String HEADLINE_WORD = "begins.headline";

    static final String AUTHOR_NAME = "begins.author";

    static final String STORY_NAME = "begins.story";

    private Fields() {}
}
