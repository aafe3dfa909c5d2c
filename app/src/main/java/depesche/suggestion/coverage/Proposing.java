package depesche.suggestion.coverage;

import depesche.article.ArticleId;
import depesche.db.Database;
import depesche.suggestion.OwnThread;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// Looks at the newest articles and proposes what belongs together. Run as housekeeping, on one node at a time; twice,
/// or on two at once, it comes to the same. All that it writes is one transaction: ended in the middle, it has done
/// nothing.
public final class Proposing {

    /// A dismissed group comes again when half as many more belong to it, and so many at least.
    private static final int FEWEST_NEW = 2;

    private static final int MOST = 1_000;
    private static final Duration KEPT = Duration.ofDays(60);

    private final Database db;
    private final RecentArticles articles;
    private final InstantSource clock;

    public Proposing(Database db, RecentArticles articles, InstantSource clock) {
        this.db = db;
        this.articles = articles;
        this.clock = clock;
    }

    /// Proposals that are open are brought up to date, new ones are added, and those for which nothing speaks any more
    /// are gone.
    public void propose() {
        Instant now = clock.instant();
        Recent recent = articles.now();
        List<List<RecentArticle>> groups = OwnThread.computed("story-proposals", () -> recent.groups(now));
        db.change(tx -> {
            StoryProposals.lock(tx);
            StoryProposals.forget(tx, now.minus(KEPT));
            write(tx, recent, gathered(tx, groups), now);
        });
    }

    private static List<Gathered> gathered(Handle tx, List<List<RecentArticle>> groups) {
        List<ArticleId> ids =
                groups.stream().flatMap(List::stream).map(RecentArticle::id).toList();
        Set<ArticleId> free = StoryProposals.free(tx, ids);
        return groups.stream()
                .flatMap(group -> Gathered.of(group, free).stream())
                .sorted(Gathered.largestFirst())
                .limit(MOST)
                .toList();
    }

    private void write(Handle tx, Recent recent, List<Gathered> groups, Instant now) {
        List<StoryProposal> open = new ArrayList<>(StoryProposals.open(tx, MOST));
        List<StoryProposal> dismissed = StoryProposals.dismissed(tx, MOST);
        Map<Long, Gathered> changed = new HashMap<>();
        List<Gathered> fresh = new ArrayList<>();
        for (Gathered group : wanted(groups, dismissed)) {
            Optional<StoryProposal> same = likest(group, open);
            same.ifPresent(open::remove);
            if (same.isEmpty()) {
                fresh.add(group);
            } else if (!isAsProposed(group, same.get())) {
                changed.put(same.get().id(), group);
            }
        }
        List<Long> lapsed = open.stream().map(StoryProposal::id).toList();
        StoryProposals.delete(tx, lapsed);
        StoryProposals.emptied(tx, changed.keySet());
        changed.forEach((id, group) -> StoryProposals.change(tx, id, group, naming(tx, recent, group)));
        fresh.forEach(group -> StoryProposals.insert(tx, group, naming(tx, recent, group), now));
    }

    /// What was dismissed for a story is not proposed for it again; a group that was dismissed as a story only when it
    /// has
    /// grown.
    private static List<Gathered> wanted(List<Gathered> groups, List<StoryProposal> dismissed) {
        return groups.stream()
                .flatMap(group -> group.story().isPresent()
                        ? group.without(refused(group, dismissed)).stream()
                        : Stream.of(group).filter(it -> !isDismissed(it, dismissed)))
                .toList();
    }

    private static Set<ArticleId> refused(Gathered group, List<StoryProposal> dismissed) {
        return dismissed.stream()
                .filter(proposal -> proposal.story().equals(group.story()))
                .flatMap(proposal -> proposal.ids().stream())
                .collect(Collectors.toSet());
    }

    private static Optional<StoryProposal> likest(Gathered group, List<StoryProposal> open) {
        return open.stream()
                .filter(proposal -> group.common(proposal.ids()) > 0)
                .max(Comparator.comparingInt((StoryProposal proposal) -> group.common(proposal.ids()))
                        .thenComparingLong(proposal -> -proposal.id()));
    }

    private static boolean isAsProposed(Gathered group, StoryProposal proposal) {
        return group.story().equals(proposal.story())
                && Set.copyOf(group.articles()).equals(Set.copyOf(proposal.ids()));
    }

    /// Dismissed before, and not grown much since.
    private static boolean isDismissed(Gathered group, List<StoryProposal> dismissed) {
        Set<ArticleId> known = new HashSet<>();
        for (StoryProposal proposal : dismissed) {
            if (proposal.story().isEmpty() && group.common(proposal.ids()) > 0) {
                known.addAll(proposal.ids());
            }
        }
        long added = group.articles().stream().filter(id -> !known.contains(id)).count();
        return !known.isEmpty() && added < Math.max(FEWEST_NEW, (known.size() + 1) / 2);
    }

    private Naming naming(Handle tx, Recent recent, Gathered group) {
        return Naming.of(RecentArticles.named(tx, group.all()), articles.reading(), recent.rarity(group.language()));
    }
}
