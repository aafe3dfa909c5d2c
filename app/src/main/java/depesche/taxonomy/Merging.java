package depesche.taxonomy;

import depesche.account.Actor;
import depesche.alert.Planners;
import depesche.article.FrontSections;
import depesche.article.TopicMoves;
import depesche.follow.FollowMoves;
import depesche.taxonomy.TopicOperation.Kind;
import depesche.topic.Topic;
import depesche.topic.TopicId;
import depesche.topic.TopicNames;
import depesche.topic.TopicTree;
import depesche.topic.Topics;
import depesche.topic.TopicsBefore;
import depesche.web.Fault;
import depesche.web.PageChanges;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// Making one topic of two: articles, follows, the topics below and all addresses of the first go to the second. Who
/// follows both is told once, and nobody who followed either stops hearing.
public final class Merging {

    private final PageChanges pages;
    private final InstantSource clock;

    public Merging(PageChanges pages, InstantSource clock) {
        this.pages = pages;
        this.clock = clock;
    }

    /// Within the transaction of the caller, which undoes it where it ends in anything but [OperationResult.Done].
    ///
    /// @param slug one that leads to the topic
    /// @param into one that leads to the topic that stays
    public OperationResult merge(Handle tx, String slug, String into, Actor by) {
        lockOutOthers(tx);
        TopicTree tree = Topics.tree(tx);
        Optional<Topic> from = tree.bySlug(slug);
        if (from.isEmpty()) {
            return new OperationResult.NoSuchTopic();
        }
        Optional<Topic> target = tree.bySlug(into);
        List<Fault> faults = faults(tree, from.get(), target, into);
        return faults.isEmpty() && target.isPresent()
                ? merge(tx, from.get().id(), target.get().id(), by)
                : new OperationResult.Faulty(faults);
    }

    /// An alert is planned before or after, an article or a follow written before or after; always in this order, the
    /// planners' lock first.
    static void lockOutOthers(Handle tx) {
        Planners.lockOutOthers(tx);
        TopicNames.lock(tx);
        TopicMoves.lockOutOthers(tx);
        FollowMoves.lockOutOthers(tx);
    }

    private static List<Fault> faults(TopicTree tree, Topic from, Optional<Topic> target, String into) {
        List<Fault> faults = new ArrayList<>();
        if (target.isEmpty() && !into.isBlank()) {
            faults.add(new Fault("into", "unknown-topic", "there is no topic " + shortened(into)));
        }
        if (target.filter(from::equals).isPresent()) {
            faults.add(new Fault("into", "itself", "a topic cannot be merged into itself"));
        } else if (target.filter(topic -> tree.path(topic.id()).contains(from)).isPresent()) {
            faults.add(new Fault("into", "below-it", "a topic cannot be merged into one below it"));
        }
        return faults;
    }

    private static String shortened(String slug) {
        return slug.length() <= 80 ? slug : slug.substring(0, 80) + "…";
    }

    private OperationResult merge(Handle tx, TopicId from, TopicId into, Actor by) {
        Instant now = clock.instant();
        TopicOperation operation = TopicOperations.insert(tx, Kind.MERGE, from, Optional.of(into), by, now);
        Moved moved = move(tx, operation.id(), from, into, now);
        TopicsBefore.gain(tx, operation.id(), from, into);
        changed(tx, pages, List.of(from, into));
        return new OperationResult.Done(
                operation, Topics.tree(tx).byId(into).orElseThrow(), moved.articles(), moved.follows());
    }

    /// How much went along.
    record Moved(int articles, int follows) {}

    static Moved move(Handle tx, long operation, TopicId from, TopicId into, Instant now) {
        TopicsBefore.merge(tx, operation, from, into);
        int articles = TopicMoves.merged(tx, operation, from);
        int follows = FollowMoves.move(tx, operation, from, into, now);
        return new Moved(articles, follows);
    }

    static void changed(Handle tx, PageChanges pages, Collection<TopicId> topics) {
        Set<String> keys = new HashSet<>(Set.of("site", "front", FrontSections.PAGE_KEY));
        topics.forEach(topic -> keys.add(topic.pageKey()));
        pages.record(tx, keys);
    }
}
