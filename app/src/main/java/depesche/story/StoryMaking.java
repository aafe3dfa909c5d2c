package depesche.story;

import depesche.db.Database;
import depesche.text.Slug;
import depesche.web.Fault;
import depesche.web.PageChanges;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// Making stories. Readers see one as soon as an article of it is out.
public final class StoryMaking {

    private final Database db;
    private final PageChanges pages;
    private final InstantSource clock;

    public StoryMaking(Database db, PageChanges pages, InstantSource clock) {
        this.db = db;
        this.pages = pages;
        this.clock = clock;
    }

    public StoryResult make(NewStory asked) {
        return db.write(tx -> make(tx, asked));
    }

    /// Within a transaction of the caller.
    public StoryResult make(Handle tx, NewStory asked) {
        List<Fault> faults = new ArrayList<>();
        NewStory story = withSlug(new NewStory(asked.slug(), labels(asked, faults)), faults);
        if (!faults.isEmpty()) {
            return new StoryResult.Faulty(faults);
        }
        StoryNames.lock(tx);
        if (StoryNames.taken(tx, story.slug()).isPresent()) {
            return new StoryResult.SlugTaken(story.slug());
        }
        return Stories.insert(tx, story, clock.instant())
                .<StoryResult>map(id -> {
                    pages.record(tx, Set.of(id.pageKey()));
                    return new StoryResult.Made(new Story(id, story.slug(), story.labels()));
                })
                .orElseGet(() -> new StoryResult.SlugTaken(story.slug()));
    }

    private static Map<String, String> labels(NewStory asked, List<Fault> faults) {
        if (asked.labels().isEmpty()) {
            faults.add(new Fault("labels", "missing", "a story needs a label in at least one language"));
        }
        return StoryNames.labels(asked.labels(), faults);
    }

    private static NewStory withSlug(NewStory story, List<Fault> faults) {
        if (story.slug().isEmpty() && !story.labels().isEmpty()) {
            var first = story.labels().entrySet().iterator().next();
            Locale language = Locale.forLanguageTag(first.getKey());
            return new NewStory(Slug.of(first.getValue(), language).value(), story.labels());
        }
        if (!story.slug().isEmpty()) {
            StoryNames.isSlug(story.slug(), faults);
        }
        return story;
    }
}
