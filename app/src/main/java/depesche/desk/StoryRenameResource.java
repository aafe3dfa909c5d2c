package depesche.desk;

import depesche.db.Database;
import depesche.story.NewStory;
import depesche.story.Story;
import depesche.story.StoryRenameResult;
import depesche.story.StoryRenaming;
import depesche.web.Fault;
import depesche.web.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Giving a story another name on the desk's page of stories.
final class StoryRenameResource {

    private final Database db;
    private final StoryRenaming renaming;
    private final StoryResource stories;

    StoryRenameResource(Database db, StoryRenaming renaming, StoryResource stories) {
        this.db = db;
        this.renaming = renaming;
        this.stories = stories;
    }

    Response rename(Visit visit) {
        Map<String, String> labels = new LinkedHashMap<>();
        put(labels, "de", text(visit, "newLabelDe"));
        put(labels, "en", text(visit, "newLabelEn"));
        var names = new NewStory(text(visit, "newSlug"), labels);
        return switch (db.write(tx -> renaming.rename(tx, text(visit, "story"), names))) {
            case StoryRenameResult.Renamed(Story story) -> Response.seeOther("/desk/stories?renamed=" + story.slug());
            case StoryRenameResult.NoSuchStory _ ->
                stories.show(visit, 422, Visit.NO_FORM, List.of(new Fault("rename", "unknown-story", "")));
            case StoryRenameResult.Faulty(List<Fault> faults) ->
                stories.show(
                        visit,
                        422,
                        Visit.NO_FORM,
                        faults.stream().map(StoryRenameResource::ofRename).toList());
        };
    }

    /// The fields of the form for a new story are others.
    private static Fault ofRename(Fault fault) {
        return new Fault("rename", fault.code(), fault.message());
    }

    private static void put(Map<String, String> labels, String language, String label) {
        if (!label.isEmpty()) {
            labels.put(language, label);
        }
    }

    private static String text(Visit visit, String name) {
        return visit.field(name).replace("\0", "").strip();
    }
}
