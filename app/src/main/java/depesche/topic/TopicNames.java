package depesche.topic;

import depesche.text.Languages;
import depesche.text.PlainLine;
import depesche.web.Fault;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/// How topics may be called, and how they were called before: a slug that a topic had leads to it for good, and is not
/// given to another.
public final class TopicNames {

    private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final int LONGEST_SLUG = 80;
    private static final int LONGEST_LABEL = 120;

    private TopicNames() {}

    /// One transaction at a time gives names to topics or takes them; two tables hold them, and no key spans both.
    public static void lock(Handle tx) {
        tx.createQuery("select pg_advisory_xact_lock(hashtextextended('depesche: names of topics', 0))")
                .mapTo(String.class)
                .list();
    }

    /// Labels without what is wrong with them; that is a fault.
    public static Map<String, String> labels(Map<String, String> asked, List<Fault> faults) {
        Map<String, String> labels = new LinkedHashMap<>();
        asked.forEach(
                (language, label) -> label(language, label, faults).ifPresent(clean -> labels.put(language, clean)));
        return labels;
    }

    private static Optional<String> label(String language, String label, List<Fault> faults) {
        if (Languages.parse(language).isEmpty()) {
            faults.add(
                    new Fault("labels", "unknown-language", "labels has a key that is not a language, like de or en"));
            return Optional.empty();
        }
        String clean = PlainLine.of(label).value();
        if (clean.isEmpty() || clean.length() > LONGEST_LABEL) {
            faults.add(new Fault(
                    "labels." + language, "length", "a label has from 1 to " + LONGEST_LABEL + " characters"));
            return Optional.empty();
        }
        return Optional.of(clean);
    }

    /// Whether it can be a slug; if not, that is a fault.
    public static boolean isSlug(String slug, List<Fault> faults) {
        boolean isOne = slug.length() <= LONGEST_SLUG && SLUG.matcher(slug).matches();
        if (!isOne) {
            faults.add(new Fault("slug", "not-a-slug", "a slug has small letters a-z, digits and single hyphens"));
        }
        return isOne;
    }

    /// Slugs that topics had, by the topic that had them.
    static Map<String, TopicId> former(Handle tx) {
        Map<String, TopicId> former = new HashMap<>();
        tx.createQuery("select slug, topic_id from topic_former_slug")
                .map((row, _) -> former.put(row.getString("slug"), new TopicId(row.getLong("topic_id"))))
                .list();
        return former;
    }

    /// Gives the topic this slug; the one it had leads to it from now on.
    static void change(Handle tx, TopicId topic, String slug, Instant now) {
        tx.createUpdate("""
                insert into topic_former_slug (slug, topic_id, since)
                select slug, id, :now
                  from topic
                 where id = :topic
                   and slug <> :slug
                """)
                .bind("topic", topic.value())
                .bind("slug", slug)
                .bind("now", now)
                .execute();
        tx.createUpdate("delete from topic_former_slug where slug = :slug")
                .bind("slug", slug)
                .execute();
        tx.createUpdate("update topic set slug = :slug where id = :topic and slug <> :slug")
                .bind("topic", topic.value())
                .bind("slug", slug)
                .execute();
    }

    /// Sets the labels of these languages; those of others stay.
    static void label(Handle tx, TopicId topic, Map<String, String> labels) {
        labels.forEach((language, label) -> tx.createUpdate("""
                insert into topic_label (topic_id, language, label)
                values (:topic, :language, :label)
                    on conflict (topic_id, language) do update
                   set label = excluded.label
                """)
                .bind("topic", topic.value())
                .bind("language", language)
                .bind("label", label)
                .execute());
    }
}
