package depesche.topic;

import depesche.web.Fault;
import java.util.List;

/// How making a topic can end.
public sealed interface TopicResult {

    record Made(Topic topic) implements TopicResult {}

    /// @param holder the topic to which the slug leads: its own, or one that it had before
    record SlugTaken(String slug, String holder) implements TopicResult {}

    record Faulty(List<Fault> faults) implements TopicResult {
        public Faulty {
            faults = List.copyOf(faults);
        }
    }
}
