package depesche.suggestion;

import depesche.topic.Topic;
import java.util.List;

/// A topic that an article may have.
///
/// @param score how sure: about so many of a hundred such suggestions are right
/// @param because words of the text that speak for it, as they stand there
public record Suggestion(Topic topic, double score, List<String> because) {

    public Suggestion {
        because = List.copyOf(because);
    }
}
