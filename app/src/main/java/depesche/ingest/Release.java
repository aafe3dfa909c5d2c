package depesche.ingest;

import depesche.article.ArticleId;
import java.util.Optional;

/// Makes an imported article public, and withdraws it. Who wires the program says how: alerts lie above this package.
public interface Release {

    /// The reason if it cannot be.
    Optional<String> publish(ArticleId article);

    /// As [#publish], and its followers are told.
    Optional<String> publishAndAlert(ArticleId article);

    /// Withdraws it for good, and those who were told of it are told; the reason if it cannot be.
    Optional<String> kill(ArticleId article, String reason);
}
