package depesche.suggestion.coverage;

import depesche.account.Actor;
import depesche.article.ArticleId;
import depesche.article.Filing;
import depesche.story.NewStory;
import depesche.story.Stories;
import depesche.story.Story;
import depesche.story.StoryMaking;
import depesche.story.StoryResult;
import depesche.suggestion.coverage.StoryProposal.Kind;
import depesche.web.Fault;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// Accepting and dismissing proposals, each within a transaction of the caller, which undoes it where it ends in
/// faults.
/// Two at once: one after the other, and the second is told what the first decided.
public final class Deciding {

    private final StoryMaking making;
    private final Filing filing;
    private final InstantSource clock;

    public Deciding(StoryMaking making, Filing filing, InstantSource clock) {
        this.making = making;
        this.filing = filing;
        this.clock = clock;
    }

    /// Makes the story, if it is a new one, and puts the articles there. Nobody is told of them.
    public AcceptResult accept(Handle tx, long id, Acceptance asked, Actor by) {
        StoryProposals.lock(tx);
        Optional<StoryProposal> found = StoryProposals.byId(tx, id);
        if (found.isEmpty()) {
            return new AcceptResult.NoSuchProposal();
        }
        StoryProposal proposal = found.get();
        return proposal.decision()
                .<AcceptResult>map(AcceptResult.WasDecided::new)
                .orElseGet(() -> accept(tx, proposal, asked, by));
    }

    private AcceptResult accept(Handle tx, StoryProposal proposal, Acceptance asked, Actor by) {
        List<Fault> faults = new ArrayList<>();
        Set<ArticleId> chosen = chosen(tx, proposal, asked, faults);
        Optional<Story> story = story(tx, proposal, asked.into(), faults);
        if (story.isEmpty() || !faults.isEmpty()) {
            return new AcceptResult.Faulty(faults);
        }
        List<ArticleId> filed = filing.file(tx, chosen, story.get().id(), by);
        StoryProposals.decide(
                tx, proposal.id(), Kind.ACCEPTED, Optional.of(story.get().id()), by, clock.instant());
        return new AcceptResult.Accepted(story.get(), filed);
    }

    /// Those that can still be put there.
    private static Set<ArticleId> chosen(Handle tx, StoryProposal proposal, Acceptance asked, List<Fault> faults) {
        Set<ArticleId> chosen = new HashSet<>(asked.articles().isEmpty() ? proposal.ids() : asked.articles());
        if (!proposal.ids().containsAll(chosen)) {
            faults.add(new Fault("articles", "not-proposed", "articles has one that the proposal does not have"));
        }
        chosen.retainAll(StoryProposals.free(tx, proposal.ids()));
        if (chosen.isEmpty() && faults.isEmpty()) {
            faults.add(new Fault("articles", "none-left", "all articles are in a story by now, or no longer public"));
        }
        return chosen;
    }

    private Optional<Story> story(Handle tx, StoryProposal proposal, Acceptance.Into into, List<Fault> faults) {
        return switch (into) {
            case Acceptance.Into.New(NewStory story) -> made(tx, story, faults);
            case Acceptance.Into.Existing(String slug) -> {
                Optional<Story> found = Stories.bySlug(tx, slug);
                if (found.isEmpty()) {
                    faults.add(new Fault("story", "unknown-story", "there is no story with this slug"));
                }
                yield found;
            }
            case Acceptance.Into.Proposed() ->
                proposal.story()
                        .flatMap(id -> Stories.byIds(tx, List.of(id)).stream().findFirst())
                        .or(() -> made(tx, named(proposal), faults));
        };
    }

    private static NewStory named(StoryProposal proposal) {
        return new NewStory("", Map.of(proposal.language().getLanguage(), proposal.name()));
    }

    private Optional<Story> made(Handle tx, NewStory asked, List<Fault> faults) {
        return switch (making.make(tx, asked)) {
            case StoryResult.Made(Story story) -> Optional.of(story);
            case StoryResult.SlugTaken(String slug) -> {
                faults.add(new Fault("slug", "slug-taken", "the slug " + slug + " is taken"));
                yield Optional.empty();
            }
            case StoryResult.Faulty(List<Fault> more) -> {
                faults.addAll(more);
                yield Optional.empty();
            }
        };
    }

    /// The group does not come again unless it grows considerably.
    public DismissResult dismiss(Handle tx, long id, Actor by) {
        StoryProposals.lock(tx);
        Optional<StoryProposal> found = StoryProposals.byId(tx, id);
        if (found.filter(it -> it.decision().isEmpty()).isPresent()) {
            StoryProposals.decide(tx, id, Kind.DISMISSED, Optional.empty(), by, clock.instant());
            return new DismissResult.Done(StoryProposals.byId(tx, id).orElseThrow());
        }
        return found.<DismissResult>map(DismissResult.WasDecided::new).orElseGet(DismissResult.NoSuchProposal::new);
    }

    /// It waits for a decision again, unless its articles were proposed in another group meanwhile.
    public DismissResult undo(Handle tx, long id) {
        StoryProposals.lock(tx);
        Optional<StoryProposal> found = StoryProposals.byId(tx, id);
        boolean isDismissed = found.flatMap(StoryProposal::decision)
                .filter(decision -> decision.kind() == Kind.DISMISSED)
                .isPresent();
        if (!isDismissed) {
            return found.<DismissResult>map(DismissResult.WasDecided::new).orElseGet(DismissResult.NoSuchProposal::new);
        }
        if (StoryProposals.isProposed(tx, found.orElseThrow().ids())) {
            return new DismissResult.ProposedAnew();
        }
        StoryProposals.reopen(tx, id);
        return new DismissResult.Done(StoryProposals.byId(tx, id).orElseThrow());
    }
}
