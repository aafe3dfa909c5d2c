package depesche.suggestion.coverage;

import depesche.article.ArticleId;
import depesche.story.NewStory;
import java.util.List;

/// What is to become of a proposal that is accepted.
///
/// @param articles only these of it; empty: all
public record Acceptance(Into into, List<ArticleId> articles) {

    public Acceptance {
        articles = List.copyOf(articles);
    }

    /// Where the articles go.
    public sealed interface Into {

        /// As it is proposed.
        record Proposed() implements Into {}

        /// A new story, whatever is proposed.
        record New(NewStory story) implements Into {}

        /// The story that has this slug, or had it.
        record Existing(String slug) implements Into {}
    }
}
