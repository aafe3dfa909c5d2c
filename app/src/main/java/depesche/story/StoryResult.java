package depesche.story;

import depesche.web.Fault;
import java.util.List;

/// How making a story can end.
public sealed interface StoryResult {

    record Made(Story story) implements StoryResult {}

    record SlugTaken(String slug) implements StoryResult {}

    record Faulty(List<Fault> faults) implements StoryResult {
        public Faulty {
            faults = List.copyOf(faults);
        }
    }
}
