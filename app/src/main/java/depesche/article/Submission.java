package depesche.article;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a writer, a machine or a wire hands in to be saved, not yet looked at: [Writing] cleans it or names every
/// fault in it. Mirrors a message on the wire.
///
/// @param body HTML of any kind; only what does no harm is kept
/// @param language BCP 47; empty: the site's language
/// @param topics slugs, in the editor's order
/// @param story slug of the story it belongs to
/// @param translationOf id of the article this one translates
public record Submission(
        String headline,
        Optional<String> kicker,
        Optional<String> standfirst,
        Optional<String> teaser,
        String body,
        Optional<String> language,
        List<String> bylines,
        Optional<String> dateline,
        List<String> sources,
        Optional<String> slugline,
        Optional<Integer> urgency,
        boolean breaking,
        Optional<Instant> embargoUntil,
        Optional<Instant> publishAt,
        boolean alertAtPublish,
        List<String> topics,
        Optional<String> story,
        Optional<String> translationOf,
        Optional<Picture> picture,
        Optional<String> externalId) {

    /// The lead picture by its id; what is left out is taken from the picture itself.
    public record Picture(String id, Optional<String> caption, Optional<String> credit, Optional<String> alt) {}

    public Submission {
        bylines = List.copyOf(bylines);
        sources = List.copyOf(sources);
        topics = List.copyOf(topics);
    }

    /// As a part of this story.
    public Submission inStory(String slug) {
        return new Submission(
                headline,
                kicker,
                standfirst,
                teaser,
                body,
                language,
                bylines,
                dateline,
                sources,
                slugline,
                urgency,
                breaking,
                embargoUntil,
                publishAt,
                alertAtPublish,
                topics,
                Optional.of(slug),
                translationOf,
                picture,
                externalId);
    }

    /// With other references: topics, the article it translates, the lead picture.
    public Submission with(List<String> topics, Optional<String> translationOf, Optional<Picture> picture) {
        return new Submission(
                headline,
                kicker,
                standfirst,
                teaser,
                body,
                language,
                bylines,
                dateline,
                sources,
                slugline,
                urgency,
                breaking,
                embargoUntil,
                publishAt,
                alertAtPublish,
                topics,
                story,
                translationOf,
                picture,
                externalId);
    }
}
