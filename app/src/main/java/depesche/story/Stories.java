package depesche.story;

import depesche.text.Slug;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/// The tables of stories.
public final class Stories {

    /// Above all stories there are.
    public static final StoryId NEWEST = new StoryId(Long.MAX_VALUE);

    private static final String SELECT = """
            select s.id, s.slug, l.language, l.label
              from story s
              join story_label l on l.story_id = s.id
            """;

    private Stories() {}

    /// The story that has this slug, or had it.
    public static Optional<Story> bySlug(Handle tx, String slug) {
        if (!Slug.isOne(slug)) {
            return Optional.empty();
        }
        return stories(tx.createQuery(SELECT + """
                         where s.slug = :slug
                            or s.id = (select story_id from story_former_slug where slug = :slug)
                         order by l.language
                        """).bind("slug", slug)).stream().findFirst();
    }

    /// In the order in which they are asked for.
    public static List<Story> byIds(Handle tx, Collection<StoryId> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<StoryId, Story> found = new HashMap<>();
        stories(tx.createQuery(SELECT + " where s.id = any(:ids) order by l.language")
                        .bindArray(
                                "ids",
                                Long.class,
                                ids.stream().map(StoryId::value).toList()))
                .forEach(story -> found.put(story.id(), story));
        return ids.stream()
                .flatMap(id -> Optional.ofNullable(found.get(id)).stream())
                .toList();
    }

    /// The newest first, from below this one on.
    public static List<Story> before(Handle tx, StoryId last, int most) {
        return stories(tx.createQuery(SELECT + """
                         where s.id in (
                               select id
                                 from story
                                where id < :last
                                order by id desc
                                limit :most)
                         order by l.language
                        """).bind("last", last.value()).bind("most", most));
    }

    private static List<Story> stories(Query query) {
        Map<Long, Map<String, String>> labels = new TreeMap<>((one, other) -> Long.compare(other, one));
        Map<Long, String> slugs = new HashMap<>();
        query.map((row, _) -> {
                    slugs.put(row.getLong("id"), row.getString("slug"));
                    return labels.computeIfAbsent(row.getLong("id"), _ -> new LinkedHashMap<>())
                            .put(row.getString("language"), row.getString("label"));
                })
                .list();
        return labels.entrySet().stream()
                .map(entry -> new Story(
                        new StoryId(entry.getKey()), slugs.getOrDefault(entry.getKey(), ""), entry.getValue()))
                .toList();
    }

    /// Inserts the story unless its slug is taken.
    static Optional<StoryId> insert(Handle tx, NewStory story, Instant now) {
        Optional<StoryId> made = tx.createQuery("""
                        insert into story (slug, made_at)
                        values (:slug, :now)
                            on conflict (slug) do nothing
                        returning id
                        """)
                .bind("slug", story.slug())
                .bind("now", now)
                .mapTo(Long.class)
                .findOne()
                .map(StoryId::new);
        made.ifPresent(id -> story.labels()
                .forEach((language, label) -> tx.createUpdate("""
                                insert into story_label (story_id, language, label)
                                values (:story, :language, :label)
                                """)
                        .bind("story", id.value())
                        .bind("language", language)
                        .bind("label", label)
                        .execute()));
        return made;
    }
}
