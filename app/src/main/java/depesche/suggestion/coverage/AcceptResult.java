package depesche.suggestion.coverage;

import depesche.article.ArticleId;
import depesche.story.Story;
import depesche.web.Fault;
import java.util.List;

/// How accepting a proposal can end.
public sealed interface AcceptResult {

    /// @param articles that went into the story
    record Accepted(Story story, List<ArticleId> articles) implements AcceptResult {
        public Accepted {
            articles = List.copyOf(articles);
        }
    }

    /// It was accepted or dismissed before.
    record WasDecided(StoryProposal.Decision decision) implements AcceptResult {}

    record NoSuchProposal() implements AcceptResult {}

    record Faulty(List<Fault> faults) implements AcceptResult {
        public Faulty {
            faults = List.copyOf(faults);
        }
    }
}
