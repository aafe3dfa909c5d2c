package depesche.article;

import depesche.story.StoryId;
import depesche.text.SafeHtml;
import depesche.topic.TopicId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One saved form of an article; never changed. Mirrors a row.
///
/// @param body clean HTML
/// @param topics in the editor's order
/// @param urgency 1 (flash) to 9
/// @param savedBy name of who saved it
public record Revision(
        int number,
        String headline,
        Optional<String> kicker,
        Optional<String> standfirst,
        Optional<String> teaser,
        SafeHtml body,
        List<String> bylines,
        Optional<String> dateline,
        List<String> sources,
        Optional<String> slugline,
        Optional<Integer> urgency,
        boolean breaking,
        List<TopicId> topics,
        Optional<StoryId> story,
        Optional<LeadPicture> picture,
        int readingMinutes,
        Instant savedAt,
        String savedBy) {

    public Revision {
        bylines = List.copyOf(bylines);
        sources = List.copyOf(sources);
        topics = List.copyOf(topics);
    }
}
