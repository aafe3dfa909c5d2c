package depesche.feed;

import depesche.article.Listing;
import depesche.author.Authors;
import depesche.story.Stories;
import depesche.topic.Topic;
import depesche.topic.TopicId;
import depesche.topic.TopicTree;
import depesche.topic.Topics;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// What has a page of its own that lists articles, and feeds below it: a topic with those below it, a story, an author.
///
/// @param identity what the permanent id of its feeds is made of
/// @param path of its page
/// @param key under which page and feeds are dropped
record Listed(String label, String identity, String path, String key, Listing listing) {

    /// The kinds there are, by the folder in which their pages lie.
    enum Kind {
        TOPIC("topics"),
        STORY("stories"),
        AUTHOR("authors");

        private final String folder;

        Kind(String folder) {
            this.folder = folder;
        }

        String folder() {
            return folder;
        }

        static Optional<Kind> of(String folder) {
            for (Kind kind : values()) {
                if (kind.folder.equals(folder)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }

    /// Who stands in the bylines of drafts alone is nobody yet, and so is a story of which nothing is out.
    static Optional<Listed> find(Handle tx, Kind kind, String slug, Locale language) {
        return switch (kind) {
            case TOPIC -> {
                TopicTree tree = Topics.tree(tx);
                yield tree.bySlug(slug).map(topic -> of(tree, topic, language));
            }
            case STORY ->
                Stories.bySlug(tx, slug)
                        .filter(story -> Listing.of(story.id()).wasEverPublic(tx))
                        .map(story -> new Listed(
                                story.label(language),
                                "story/" + story.id().value(),
                                story.path(),
                                story.id().pageKey(),
                                Listing.of(story.id())));
            case AUTHOR ->
                Authors.bySlug(tx, slug)
                        .filter(author -> Listing.of(author.id()).wasEverPublic(tx))
                        .map(author -> new Listed(
                                author.name(),
                                "author/" + author.id().value(),
                                author.path(),
                                author.id().pageKey(),
                                Listing.of(author.id())));
        };
    }

    private static Listed of(TopicTree tree, Topic topic, Locale language) {
        return new Listed(
                topic.label(language),
                "topic/" + topic.id().value(),
                "/topics/" + topic.slug(),
                topic.id().pageKey(),
                Listing.ofTopics(tree.withDescendants(topic.id()).stream()
                        .map(TopicId::value)
                        .toList()));
    }
}
