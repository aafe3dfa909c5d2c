package depesche.suggestion.coverage;

import depesche.story.Story;
import java.util.List;

/// A story that a text may belong to.
///
/// @param because words of the text that speak for it, as they stand there
public record LikelyStory(Story story, double likeness, List<String> because) {

    public LikelyStory {
        because = List.copyOf(because);
    }
}
