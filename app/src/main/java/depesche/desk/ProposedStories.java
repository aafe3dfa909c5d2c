package depesche.desk;

import depesche.db.Database;
import depesche.story.Stories;
import depesche.story.Story;
import depesche.suggestion.coverage.StoryProposal;
import depesche.suggestion.coverage.StoryProposals;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The stories that are proposed, as the desk shows them.
final class ProposedStories {

    private static final int MOST = 30;
    private static final int MOST_DISMISSED = 10;
    private static final int MOST_STORIES = 100;

    private final Database db;
    private final NewsroomTime time;

    ProposedStories(Database db, NewsroomTime time) {
        this.db = db;
        this.time = time;
    }

    List<StoriesPage.Proposed> open(Words words) {
        List<StoryProposal> open = db.read(tx -> StoryProposals.open(tx, MOST));
        if (open.isEmpty()) {
            return List.of();
        }
        List<Story> stories = db.read(tx -> Stories.before(tx, Stories.NEWEST, MOST_STORIES));
        return open.stream().map(proposal -> proposed(proposal, stories, words)).toList();
    }

    private StoriesPage.Proposed proposed(StoryProposal proposal, List<Story> newest, Words words) {
        List<Choice> articles = proposal.articles().stream()
                .map(article -> new Choice(
                        article.id().toString(),
                        article.headline() + " · "
                                + time.shown(article.publishedAt(), words).text(),
                        true))
                .toList();
        return new StoriesPage.Proposed(
                action(proposal),
                proposal.name(),
                String.join(", ", proposal.words()),
                articles,
                stories(proposal, newest, words),
                Long.toString(proposal.id()));
    }

    /// The likely one is chosen, however old it is.
    private List<Choice> stories(StoryProposal proposal, List<Story> newest, Words words) {
        Set<Story> stories = new LinkedHashSet<>();
        proposal.story().ifPresent(id -> stories.addAll(db.read(tx -> Stories.byIds(tx, List.of(id)))));
        stories.addAll(newest);
        List<Choice> choices = new ArrayList<>();
        choices.add(new Choice("", words.of("story.new"), proposal.story().isEmpty()));
        stories.forEach(story -> choices.add(new Choice(
                story.slug(),
                story.label(words.locale()),
                proposal.story().filter(story.id()::equals).isPresent())));
        return choices;
    }

    List<StoriesPage.Dismissed> dismissed(Words words) {
        return db.read(tx -> StoryProposals.dismissed(tx, MOST_DISMISSED)).stream()
                .flatMap(proposal -> proposal.decision().stream()
                        .map(decision -> new StoriesPage.Dismissed(
                                action(proposal) + "/dismissal/undo",
                                proposal.name(),
                                words.of(
                                        "story.dismissed-by",
                                        Map.of(
                                                "name",
                                                decision.by(),
                                                "at",
                                                time.shown(decision.at(), words).text())))))
                .toList();
    }

    private static String action(StoryProposal proposal) {
        return "/desk/story-proposals/" + proposal.id();
    }
}
