package depesche.taxonomy;

import depesche.topic.Topic;
import depesche.web.Fault;
import java.util.List;

/// How an operation on topics can end.
public sealed interface OperationResult {

    /// @param topic what stands now: renamed, merged into, split off
    /// @param articles how many bear other topics by it
    /// @param follows how many follows moved
    record Done(TopicOperation operation, Topic topic, int articles, int follows) implements OperationResult {}

    record NoSuchTopic() implements OperationResult {}

    record Faulty(List<Fault> faults) implements OperationResult {
        public Faulty {
            faults = List.copyOf(faults);
        }
    }
}
