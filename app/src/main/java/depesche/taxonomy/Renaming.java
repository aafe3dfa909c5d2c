package depesche.taxonomy;

import depesche.account.Actor;
import depesche.taxonomy.TopicOperation.Kind;
import depesche.topic.Topic;
import depesche.topic.TopicNames;
import depesche.topic.TopicTree;
import depesche.topic.Topics;
import depesche.topic.TopicsBefore;
import depesche.web.Fault;
import depesche.web.PageChanges;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// Giving a topic another address or other labels. It stays the same topic: articles, follows and feeds stay on it, and
/// its old address leads to it.
public final class Renaming {

    private final PageChanges pages;
    private final InstantSource clock;

    public Renaming(PageChanges pages, InstantSource clock) {
        this.pages = pages;
        this.clock = clock;
    }

    /// What a topic is to be called.
    ///
    /// @param slug empty: as before
    /// @param labels of these languages; those of others stay
    public record NewNames(Optional<String> slug, Map<String, String> labels) {}

    /// Within the transaction of the caller, which undoes it where it ends in anything but [OperationResult.Done].
    ///
    /// @param slug one that leads to the topic
    public OperationResult rename(Handle tx, String slug, NewNames asked, Actor by) {
        TopicNames.lock(tx);
        TopicTree tree = Topics.tree(tx);
        Optional<Topic> found = tree.bySlug(slug);
        return found.isEmpty() ? new OperationResult.NoSuchTopic() : rename(tx, tree, found.get(), asked, by);
    }

    private OperationResult rename(Handle tx, TopicTree tree, Topic topic, NewNames asked, Actor by) {
        List<Fault> faults = new ArrayList<>();
        String slug = slug(tree, topic, asked, faults);
        Map<String, String> labels = TopicNames.labels(asked.labels(), faults);
        boolean isSame = slug.equals(topic.slug()) && topic.labels().entrySet().containsAll(labels.entrySet());
        if (faults.isEmpty() && isSame) {
            faults.add(new Fault("slug", "nothing-new", "slug or labels must be other than they are"));
        }
        if (!faults.isEmpty()) {
            return new OperationResult.Faulty(faults);
        }
        Instant now = clock.instant();
        TopicOperation operation = TopicOperations.insert(tx, Kind.RENAME, topic.id(), Optional.empty(), by, now);
        TopicsBefore.keep(tx, operation.id(), Set.of(topic.id()));
        TopicsBefore.rename(tx, topic.id(), slug, labels, now);
        pages.record(tx, Set.of("site", "front", topic.id().pageKey()));
        return new OperationResult.Done(
                operation, Topics.tree(tx).byId(topic.id()).orElseThrow(), 0, 0);
    }

    private static String slug(TopicTree tree, Topic topic, NewNames asked, List<Fault> faults) {
        String slug = asked.slug().orElse(topic.slug());
        if (TopicNames.isSlug(slug, faults)) {
            taken(tree, slug)
                    .filter(_ -> !tree.isOf(topic, slug))
                    .ifPresent(why -> faults.add(new Fault("slug", "slug-taken", why)));
        }
        return slug;
    }

    /// Why no topic can be given this slug; empty where one can.
    static Optional<String> taken(TopicTree tree, String slug) {
        return tree.bySlug(slug)
                .map(holder -> holder.slug().equals(slug)
                        ? "the slug " + slug + " is taken"
                        : "the slug " + slug + " leads to the topic " + holder.slug());
    }
}
