package depesche.story;

import depesche.text.Languages;
import depesche.text.PlainLine;
import depesche.web.Fault;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/// How stories may be called, and how they were called before: a slug that a story had leads to it for good, and is not
/// given to another.
final class StoryNames {

    private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final int LONGEST_SLUG = 80;
    private static final int LONGEST_LABEL = 120;

    private StoryNames() {}

    /// One transaction at a time gives names to stories; two tables hold them, and no key spans both.
    static void lock(Handle tx) {
        tx.execute("select pg_advisory_xact_lock(hashtextextended('depesche: names of stories', 0))");
    }

    /// Labels without what is wrong with them; that is a fault.
    static Map<String, String> labels(Map<String, String> asked, List<Fault> faults) {
        Map<String, String> labels = new LinkedHashMap<>();
        asked.forEach((language, label) -> {
            String clean = PlainLine.of(label).value();
            if (Languages.parse(language).isEmpty()) {
                faults.add(new Fault(
                        "labels", "unknown-language", "labels has a key that is not a language, like de or en"));
            } else if (clean.isEmpty() || clean.length() > LONGEST_LABEL) {
                faults.add(new Fault(
                        "labels." + language, "length", "a label has from 1 to " + LONGEST_LABEL + " characters"));
            } else {
                labels.put(language, clean);
            }
        });
        return labels;
    }

    /// Whether it can be a slug; if not, that is a fault.
    static boolean isSlug(String slug, List<Fault> faults) {
        boolean isOne = slug.length() <= LONGEST_SLUG && SLUG.matcher(slug).matches();
        if (!isOne) {
            faults.add(new Fault("slug", "not-a-slug", "a slug has small letters a-z, digits and single hyphens"));
        }
        return isOne;
    }

    /// Why no other story can be given this slug; empty where one can.
    static Optional<String> taken(Handle tx, String slug) {
        return Stories.bySlug(tx, slug)
                .map(holder -> holder.slug().equals(slug)
                        ? "the slug " + slug + " is taken"
                        : "the slug " + slug + " leads to the story " + holder.slug());
    }

    /// Gives the story this slug and these labels; the slug it had leads to it from now on, labels of other languages
    /// stay.
    static void change(Handle tx, StoryId story, String slug, Map<String, String> labels, Instant now) {
        tx.createUpdate("""
                insert into story_former_slug (slug, story_id, since)
                select slug, id, :now
                  from story
                 where id = :story
                   and slug <> :slug
                """)
                .bind("story", story.value())
                .bind("slug", slug)
                .bind("now", now)
                .execute();
        tx.createUpdate("delete from story_former_slug where slug = :slug")
                .bind("slug", slug)
                .execute();
        tx.createUpdate("update story set slug = :slug where id = :story and slug <> :slug")
                .bind("story", story.value())
                .bind("slug", slug)
                .execute();
        labels.forEach((language, label) -> tx.createUpdate("""
                insert into story_label (story_id, language, label)
                values (:story, :language, :label)
                    on conflict (story_id, language) do update
                   set label = excluded.label
                """)
                .bind("story", story.value())
                .bind("language", language)
                .bind("label", label)
                .execute());
    }
}
