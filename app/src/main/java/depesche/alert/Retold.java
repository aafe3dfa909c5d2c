package depesche.alert;

import depesche.article.AmendResult;
import java.util.Optional;

/// What amending answered, and the alert that tells the receivers of it; none if nobody was ever to be told of the
/// article.
public record Retold(AmendResult result, Optional<AlertId> alert) {}
