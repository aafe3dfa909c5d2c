package depesche.ingest;

import depesche.article.ArticleId;
import java.util.Optional;

/// Makes an imported article public. Who wires the program says how: alerts lie above this package.
public interface Release {

    /// The reason if it cannot be.
    Optional<String> publish(ArticleId article);

    /// As [#publish], and its followers are told.
    Optional<String> publishAndAlert(ArticleId article);
}
