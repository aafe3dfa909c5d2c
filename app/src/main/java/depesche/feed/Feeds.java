package depesche.feed;

import depesche.config.Settings;
import depesche.topic.Topic;
import depesche.topic.TopicId;
import depesche.topic.TopicTree;
import depesche.topic.Topics;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// Makes feeds in the caller's snapshot.
final class Feeds {

    private final Settings settings;
    private final Locale language;

    Feeds(Settings settings) {
        this.settings = settings;
        this.language = settings.site().language();
    }

    /// Of the whole paper. Empty if it has no such part.
    ///
    /// @param before the part below this article
    Optional<Feed> ofPaper(Handle tx, OptionalLong before) {
        return mark(tx, before).map(mark -> {
            var addresses = FeedAddresses.of(tx, settings);
            TopicTree tree = Topics.tree(tx);
            FeedPart part = FeedPart.below(tx, mark);
            return new Feed(
                    addresses,
                    new Feed.Subject(addresses.paper(), "front", "/", "/feed", "front"),
                    place(part, before),
                    both(
                            FeedEntries.of(tx, tree, language, part),
                            hasAmended(part) ? FeedEntries.amendedSince(tx, tree, language, part.end()) : List.of()),
                    Tombstones.of(tx, part));
        });
    }

    /// Of a topic and those below it. Empty if there is no such topic or part.
    Optional<Feed> ofTopic(Handle tx, String slug, OptionalLong before) {
        TopicTree tree = Topics.tree(tx);
        Optional<FeedPart.Mark> mark = mark(tx, before);
        return tree.bySlug(slug)
                .flatMap(topic -> mark.map(top -> {
                    List<Long> numbers = numbers(tree, List.of(topic.id()));
                    FeedPart part = FeedPart.below(tx, numbers, top);
                    return ofTopics(tx, tree, numbers, subject(topic), part, place(part, before));
                }));
    }

    private Feed.Subject subject(Topic topic) {
        return new Feed.Subject(
                topic.label(language) + " – " + settings.site().name(),
                "topic/" + topic.id().value(),
                "/topics/" + topic.slug(),
                "/topics/" + topic.slug() + "/feed",
                topic.id().pageKey());
    }

    /// Of some topics and those below them, the newest alone.
    Feed newest(Handle tx, Collection<TopicId> topics, Feed.Subject subject) {
        TopicTree tree = Topics.tree(tx);
        List<Long> numbers = numbers(tree, topics);
        FeedPart part = FeedPart.below(tx, numbers, FeedPart.Mark.TOP);
        return ofTopics(tx, tree, numbers, subject, part, Feed.Place.only(""));
    }

    private Feed ofTopics(
            Handle tx, TopicTree tree, List<Long> numbers, Feed.Subject subject, FeedPart part, Feed.Place place) {
        return new Feed(
                FeedAddresses.of(tx, settings),
                subject,
                place,
                both(
                        FeedEntries.of(tx, tree, language, numbers, part),
                        hasAmended(part)
                                ? FeedEntries.amendedSince(tx, tree, language, numbers, part.end())
                                : List.of()),
                Tombstones.of(tx, numbers, part));
    }

    /// Of what a search has found.
    Feed ofSearch(Handle tx, String asked, Collection<Long> found) {
        String text = URLEncoder.encode(asked, StandardCharsets.UTF_8);
        String query = "?q=" + text;
        return new Feed(
                FeedAddresses.of(tx, settings),
                new Feed.Subject(
                        asked + " – " + settings.site().name(),
                        "search/" + text,
                        "/search" + query,
                        "/search/feed",
                        "front"),
                Feed.Place.only(query),
                FeedEntries.of(tx, Topics.tree(tx), language, found),
                List.of());
    }

    private static List<Long> numbers(TopicTree tree, Collection<TopicId> topics) {
        return topics.stream()
                .flatMap(topic -> tree.withDescendants(topic).stream())
                .map(TopicId::value)
                .distinct()
                .toList();
    }

    private static Optional<FeedPart.Mark> mark(Handle tx, OptionalLong before) {
        return before.isPresent() ? FeedPart.mark(tx, before.getAsLong()) : Optional.of(FeedPart.Mark.TOP);
    }

    private static boolean hasAmended(FeedPart part) {
        return part.isNewest() && part.goesOn();
    }

    private static List<FeedEntry> both(List<FeedEntry> entries, List<FeedEntry> amended) {
        return Stream.concat(entries.stream(), amended.stream()).toList();
    }

    private static Feed.Place place(FeedPart part, OptionalLong before) {
        String query = before.isPresent() ? "?before=" + before.getAsLong() : "";
        Optional<String> older =
                part.goesOn() ? Optional.of("?before=" + part.end().id()) : Optional.empty();
        return new Feed.Place(query, older, before.isPresent() ? Feed.Kind.ARCHIVE : Feed.Kind.NEWEST);
    }
}
