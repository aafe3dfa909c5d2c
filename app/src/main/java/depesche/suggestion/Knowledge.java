package depesche.suggestion;

import java.util.Optional;

/// All that was learned at one time. Does not change.
record Knowledge(Optional<TopicModel> model, AliasRecord aliases) {

    static final Knowledge NONE = new Knowledge(Optional.empty(), AliasRecord.EMPTY);
}
