package depesche.taxonomy;

import depesche.account.Actor;
import depesche.article.ArticleId;
import depesche.article.TopicMoves;
import depesche.follow.FollowMoves;
import depesche.taxonomy.TopicOperation.Kind;
import depesche.topic.NewTopic;
import depesche.topic.Topic;
import depesche.topic.TopicMaking;
import depesche.topic.TopicResult;
import depesche.topic.TopicTree;
import depesche.topic.Topics;
import depesche.web.Fault;
import depesche.web.PageChanges;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// Making a second topic out of a part of one, beside it in the tree. Who follows the old one follows both, so that
/// nobody stops hearing, and can leave either.
public final class Splitting {

    private static final int SHOWN = 20;

    private final TopicMaking making;
    private final PageChanges pages;
    private final InstantSource clock;

    public Splitting(TopicMaking making, PageChanges pages, InstantSource clock) {
        this.making = making;
        this.pages = pages;
        this.clock = clock;
    }

    /// What is split off.
    ///
    /// @param slug empty: made from the first label
    /// @param articles that bear the new topic in place of the old one
    public record Part(String slug, Map<String, String> labels, List<ArticleId> articles) {
        public Part {
            articles = List.copyOf(articles);
        }
    }

    /// Within the transaction of the caller, which undoes it where it ends in anything but [OperationResult.Done].
    ///
    /// @param slug one that leads to the topic
    public OperationResult split(Handle tx, String slug, Part part, Actor by) {
        Merging.lockOutOthers(tx);
        TopicTree tree = Topics.tree(tx);
        Optional<Topic> found = tree.bySlug(slug);
        if (found.isEmpty()) {
            return new OperationResult.NoSuchTopic();
        }
        List<Fault> faults = new ArrayList<>(faults(tx, found.get(), part));
        Optional<Topic> made = made(tx, tree, found.get(), part, faults);
        return faults.isEmpty()
                ? split(tx, found.get(), made.orElseThrow(), part, by)
                : new OperationResult.Faulty(faults);
    }

    private static List<Fault> faults(Handle tx, Topic from, Part part) {
        if (part.articles().isEmpty()) {
            return List.of(new Fault("articles", "missing", "articles names none"));
        }
        List<ArticleId> others = TopicMoves.notOn(tx, from.id(), part.articles());
        return others.isEmpty()
                ? List.of()
                : List.of(new Fault(
                        "articles",
                        "not-on-the-topic",
                        others.size() + " are not on the topic " + from.slug() + ": "
                                + others.stream()
                                        .limit(SHOWN)
                                        .map(ArticleId::toString)
                                        .collect(Collectors.joining(", "))));
    }

    private Optional<Topic> made(Handle tx, TopicTree tree, Topic from, Part part, List<Fault> faults) {
        Optional<String> parent = from.parent().flatMap(tree::byId).map(Topic::slug);
        return switch (making.make(tx, new NewTopic(part.slug(), part.labels(), List.of(), parent))) {
            case TopicResult.Made(Topic topic) -> Optional.of(topic);
            case TopicResult.SlugTaken(String slug, String _) -> {
                faults.add(new Fault(
                        "slug", "slug-taken", Renaming.taken(tree, slug).orElse("the slug " + slug + " is taken")));
                yield Optional.empty();
            }
            case TopicResult.Faulty(var more) -> {
                faults.addAll(more);
                yield Optional.empty();
            }
        };
    }

    private OperationResult split(Handle tx, Topic from, Topic into, Part part, Actor by) {
        TopicOperation operation =
                TopicOperations.insert(tx, Kind.SPLIT, from.id(), Optional.of(into.id()), by, clock.instant());
        int articles = TopicMoves.split(tx, from.id(), into.id(), part.articles());
        int follows = FollowMoves.copy(tx, from.id(), into.id());
        Merging.changed(tx, pages, List.of(from.id(), into.id()));
        return new OperationResult.Done(operation, into, articles, follows);
    }
}
