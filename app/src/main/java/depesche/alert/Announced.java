package depesche.alert;

import depesche.article.PublishResult;
import java.util.Optional;

/// What publishing answered, and the alert that tells the followers of it, if there is one. Asked again,
/// publishing gives the alert of the first time.
public record Announced(PublishResult result, Optional<AlertId> alert) {}
