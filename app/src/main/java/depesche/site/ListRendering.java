package depesche.site;

import depesche.article.Listing;
import depesche.article.Mark;
import depesche.author.Author;
import depesche.follow.Named;
import depesche.follow.NamedSubjects;
import depesche.story.Story;
import depesche.topic.TopicTree;
import depesche.web.Page;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// Makes the pages of authors and stories.
final class ListRendering {

    private static final int PAGE_SIZE = 20;

    private final Paper paper;
    private final Templates templates;

    ListRendering(Paper paper, Templates templates) {
        this.paper = paper;
        this.templates = templates;
    }

    /// @param before where the list goes on; the top for the first page
    Page author(Handle tx, TopicTree tree, Author author, Mark before) {
        Named named = NamedSubjects.of(author);
        var shown = shown(tx, tree, named, Listing.of(author.id()), before);
        var page = new AuthorPage(
                author.name(),
                shown.form(),
                TeaserView.of(tx, paper, shown.words(), shown.headlines()),
                shown.older(),
                shown.newest());
        return page("author-page", shown, page, author.id().pageKey());
    }

    /// As above.
    Page story(Handle tx, TopicTree tree, Story story, Mark before) {
        Named named = NamedSubjects.of(story);
        var shown = shown(tx, tree, named, Listing.of(story.id()), before);
        var page = new StoryPage(
                named.label(shown.words().locale()), shown.form(), days(tx, shown), shown.older(), shown.newest());
        return page("story-page", shown, page, story.id().pageKey());
    }

    private List<StoryPage.Day> days(Handle tx, Shown shown) {
        List<TeaserView> teasers = TeaserView.of(tx, paper, shown.words(), shown.headlines());
        Map<String, List<TeaserView>> byDay = new LinkedHashMap<>();
        for (TeaserView teaser : teasers) {
            byDay.computeIfAbsent(teaser.published().date(), _ -> new ArrayList<>())
                    .add(teaser);
        }
        return byDay.entrySet().stream()
                .map(day -> new StoryPage.Day(
                        day.getKey(), day.getValue().getFirst().published().day(), day.getValue()))
                .toList();
    }

    private Shown shown(Handle tx, TopicTree tree, Named named, Listing listing, Mark before) {
        var sections = new Sections(tree, paper.words());
        List<Headline> found = Headlines.of(tx, listing, before, PAGE_SIZE + 1);
        List<Headline> shown = found.stream().limit(PAGE_SIZE).toList();
        return new Shown(
                named,
                sections,
                shown,
                before,
                found.size() > shown.size()
                        ? Optional.of(
                                named.path() + "?before=" + shown.getLast().id())
                        : Optional.empty());
    }

    private Page page(String template, Shown shown, Object page, String key) {
        Words words = shown.words();
        String path = shown.named().path();
        String label = shown.named().label(words.locale());
        String kind = shown.named().subject().kind().stored();
        Frame frame = paper.frame(
                        words,
                        label,
                        words.of(kind + ".description", "name", label),
                        shown.isFirst()
                                ? path
                                : path + "?before=" + shown.before().id(),
                        shown.sections().masthead())
                .withFeeds(Frame.feeds(words, path))
                .withActivity(paper.url(activity(shown.named())));
        Set<String> keys = new HashSet<>(Set.of("site", key));
        shown.headlines().forEach(headline -> keys.add(headline.key()));
        return Page.html(templates.fill(template, frame, page), keys);
    }

    /// The page lies under its slug, what servers know it by under its number.
    private static String activity(Named named) {
        String folder =
                named.path().substring(0, named.path().length() - named.slug().length());
        return "/activity" + folder + named.subject().id();
    }

    /// What of a list stands on one page.
    private record Shown(
            Named named, Sections sections, List<Headline> headlines, Mark before, Optional<String> older) {

        Words words() {
            return sections.words();
        }

        FollowForm form() {
            return sections.form(List.of(), List.of(sections.box(named, true)));
        }

        boolean isFirst() {
            return before.equals(Mark.TOP);
        }

        Optional<String> newest() {
            return isFirst() ? Optional.empty() : Optional.of(named.path());
        }
    }
}
