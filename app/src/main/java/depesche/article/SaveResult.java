package depesche.article;

import depesche.web.Fault;
import java.util.List;

/// How saving an article can end.
public sealed interface SaveResult {

    /// Saved as a new revision; or already so, and nothing was written.
    record Saved(Article article, boolean changed) implements SaveResult {}

    record Faulty(List<Fault> faults) implements SaveResult {
        public Faulty {
            faults = List.copyOf(faults);
        }
    }

    /// Another article came under this name before.
    record ExternalIdTaken(ArticleId by) implements SaveResult {}

    /// The article was saved by someone else meanwhile; its revision is now this one.
    record EditedSince(int revision, String by) implements SaveResult {}

    /// Killed and spiked articles are not edited.
    record NotEditable(ArticleState state) implements SaveResult {}

    record NoSuchArticle() implements SaveResult {}
}
