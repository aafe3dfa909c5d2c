package depesche.feed;

import depesche.article.Listing;
import depesche.article.Mark;
import depesche.config.Settings;
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

    Feeds(Settings settings) {
        this.settings = settings;
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
                            FeedEntries.of(tx, tree, language(), part.articles()),
                            hasAmended(part) ? FeedEntries.amendedSince(tx, tree, language(), part.end()) : List.of()),
                    Tombstones.of(tx, part));
        });
    }

    /// Of a topic and those below it, of a story or an author. Empty if there is no such thing or part.
    Optional<Feed> of(Handle tx, Listed.Kind kind, String slug, OptionalLong before) {
        Optional<Mark> mark = mark(tx, before);
        return Listed.find(tx, kind, slug, language())
                .flatMap(listed -> mark.map(top -> {
                    FeedPart part = FeedPart.below(tx, listed.listing(), top);
                    return ofListing(tx, listed.listing(), subject(listed), part, place(part, before));
                }));
    }

    private Feed.Subject subject(Listed listed) {
        return new Feed.Subject(
                listed.label() + " – " + settings.site().name(),
                listed.identity(),
                listed.path(),
                listed.path() + "/feed",
                listed.key());
    }

    /// Of all that a reader follows, the newest alone.
    Feed newest(Handle tx, Listing listing, Feed.Subject subject) {
        FeedPart part = FeedPart.below(tx, listing, Mark.TOP);
        return ofListing(tx, listing, subject, part, Feed.Place.only(""));
    }

    private Feed ofListing(Handle tx, Listing listing, Feed.Subject subject, FeedPart part, Feed.Place place) {
        TopicTree tree = Topics.tree(tx);
        return new Feed(
                FeedAddresses.of(tx, settings),
                subject,
                place,
                both(
                        FeedEntries.of(tx, tree, language(), part.articles()),
                        hasAmended(part)
                                ? FeedEntries.amendedSince(tx, tree, language(), listing, part.end())
                                : List.of()),
                Tombstones.of(tx, listing, part));
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
                FeedEntries.of(tx, Topics.tree(tx), language(), found),
                List.of());
    }

    private Locale language() {
        return settings.site().language();
    }

    private static Optional<Mark> mark(Handle tx, OptionalLong before) {
        return before.isPresent() ? FeedPart.mark(tx, before.getAsLong()) : Optional.of(Mark.TOP);
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
