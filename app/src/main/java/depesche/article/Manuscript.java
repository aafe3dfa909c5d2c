package depesche.article;

import depesche.story.StoryId;
import depesche.text.SafeHtml;
import depesche.topic.TopicId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A submission that was found good: clean, complete enough to be saved, every reference resolved.
/// Mirrors a row.
record Manuscript(
        String headline,
        Optional<String> kicker,
        Optional<String> standfirst,
        Optional<String> teaser,
        SafeHtml body,
        Locale language,
        List<String> bylines,
        Optional<String> dateline,
        List<String> sources,
        Optional<String> slugline,
        Optional<Integer> urgency,
        boolean breaking,
        Optional<Instant> embargoUntil,
        Optional<Instant> publishAt,
        boolean alertAtPublish,
        List<TopicId> topics,
        Optional<StoryId> story,
        Optional<ArticleId> translationOf,
        Optional<LeadPicture> picture,
        Optional<String> externalId) {}
