package depesche.suggestion.coverage;

import depesche.article.ArticleId;
import depesche.story.StoryId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Articles that may be a story, or may belong to one.
///
/// @param story to which they may belong, or were put; empty: a new one is proposed
/// @param name of a new story, in the language of the articles
/// @param words as they stand in the articles, which spoke for it
/// @param articles those that would be put there, the oldest first
public record StoryProposal(
        long id,
        Optional<StoryId> story,
        Locale language,
        String name,
        List<String> words,
        List<Member> articles,
        Instant madeAt,
        Optional<Decision> decision) {

    /// An article, as it is shown in a proposal.
    public record Member(ArticleId id, String path, String headline, Instant publishedAt) {}

    /// What was decided.
    public record Decision(Kind kind, Instant at, String by) {}

    /// What can be decided.
    public enum Kind {
        ACCEPTED("accepted"),
        DISMISSED("dismissed");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /// As the table and the API say it.
        public String word() {
            return word;
        }

        static Kind of(String word) {
            return word.equals(ACCEPTED.word) ? ACCEPTED : DISMISSED;
        }
    }

    public StoryProposal {
        words = List.copyOf(words);
        articles = List.copyOf(articles);
    }

    List<ArticleId> ids() {
        return articles.stream().map(Member::id).toList();
    }
}
