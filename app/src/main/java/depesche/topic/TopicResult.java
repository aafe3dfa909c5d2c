package depesche.topic;

import depesche.web.Fault;
import java.util.List;

/// How making a topic can end.
public sealed interface TopicResult {

    record Made(Topic topic) implements TopicResult {}

    record SlugTaken(String slug) implements TopicResult {}

    record Faulty(List<Fault> faults) implements TopicResult {
        public Faulty {
            faults = List.copyOf(faults);
        }
    }
}
