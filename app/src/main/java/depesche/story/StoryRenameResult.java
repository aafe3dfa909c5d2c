package depesche.story;

import depesche.web.Fault;
import java.util.List;

/// How renaming a story can end.
public sealed interface StoryRenameResult {

    record Renamed(Story story) implements StoryRenameResult {}

    record NoSuchStory() implements StoryRenameResult {}

    record Faulty(List<Fault> faults) implements StoryRenameResult {
        public Faulty {
            faults = List.copyOf(faults);
        }
    }
}
