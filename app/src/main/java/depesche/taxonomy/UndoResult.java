package depesche.taxonomy;

import depesche.topic.Topic;
import java.time.Instant;

/// How undoing an operation on topics can end.
public sealed interface UndoResult {

    /// @param topic what the operation was done to, as it stands again
    record Undone(TopicOperation operation, Topic topic, int articles, int follows) implements UndoResult {}

    record NoSuchOperation() implements UndoResult {}

    record WasUndone(Instant at) implements UndoResult {}

    /// A later operation on one of its topics stands, and is to be undone first.
    record NotTheNewest(long newer) implements UndoResult {}
}
