package depesche.article;

import depesche.web.Fault;
import java.util.List;

/// How amending a published article can end.
public sealed interface AmendResult {

    /// Done; the article as it is now, and what is said of it.
    record Amended(Article before, Article article, Notice notice) implements AmendResult {}

    record Faulty(List<Fault> faults) implements AmendResult {
        public Faulty {
            faults = List.copyOf(faults);
        }
    }

    /// Only what is published is amended.
    record NotPublished(ArticleState state) implements AmendResult {}

    record NoSuchArticle() implements AmendResult {}
}
