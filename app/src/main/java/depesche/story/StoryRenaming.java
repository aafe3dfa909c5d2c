package depesche.story;

import depesche.web.Fault;
import depesche.web.PageChanges;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// Giving a story another address or other labels. It stays the same story: articles, follows and feeds stay on it, and
/// its old address leads to it. Renaming it back takes it back.
public final class StoryRenaming {

    private final PageChanges pages;
    private final InstantSource clock;

    public StoryRenaming(PageChanges pages, InstantSource clock) {
        this.pages = pages;
        this.clock = clock;
    }

    /// Within a transaction of the caller.
    ///
    /// @param slug one that leads to the story
    /// @param asked without a slug it keeps its own; labels of languages that are not named stay
    public StoryRenameResult rename(Handle tx, String slug, NewStory asked) {
        StoryNames.lock(tx);
        return Stories.bySlug(tx, slug)
                .map(story -> rename(tx, story, asked))
                .orElseGet(StoryRenameResult.NoSuchStory::new);
    }

    private StoryRenameResult rename(Handle tx, Story story, NewStory asked) {
        List<Fault> faults = new ArrayList<>();
        String slug = asked.slug().isEmpty() ? story.slug() : asked.slug();
        if (StoryNames.isSlug(slug, faults)) {
            StoryNames.taken(tx, slug)
                    .filter(_ -> !isOf(tx, story, slug))
                    .ifPresent(why -> faults.add(new Fault("slug", "slug-taken", why)));
        }
        Map<String, String> labels = StoryNames.labels(asked.labels(), faults);
        boolean isSame = slug.equals(story.slug()) && story.labels().entrySet().containsAll(labels.entrySet());
        if (faults.isEmpty() && isSame) {
            faults.add(new Fault("slug", "nothing-new", "slug or labels must be other than they are"));
        }
        if (!faults.isEmpty()) {
            return new StoryRenameResult.Faulty(faults);
        }
        StoryNames.change(tx, story.id(), slug, labels, clock.instant());
        pages.record(tx, Set.of("site", "front", story.id().pageKey()));
        Optional<Story> renamed =
                Stories.byIds(tx, List.of(story.id())).stream().findFirst();
        return new StoryRenameResult.Renamed(renamed.orElseThrow());
    }

    private static boolean isOf(Handle tx, Story story, String slug) {
        return Stories.bySlug(tx, slug)
                .map(Story::id)
                .filter(story.id()::equals)
                .isPresent();
    }
}
