package depesche.topic;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// The table `topic_before`: what topics were before an operation on them, and how they become that again.
public final class TopicsBefore {

    private TopicsBefore() {}

    /// Keeps what these topics are now.
    public static void keep(Handle tx, long operation, Collection<TopicId> topics) {
        tx.createUpdate("""
                insert into topic_before (operation_id, topic_id, slug, parent_id, merged_into, labels)
                select :operation, t.id, t.slug, t.parent_id, t.merged_into,
                       coalesce((select jsonb_object_agg(l.language, l.label)
                                   from topic_label l
                                  where l.topic_id = t.id), '{}')
                  from topic t
                 where t.id = any(:topics)
                """)
                .bind("operation", operation)
                .bindArray("topics", Long.class, ids(topics))
                .execute();
    }

    /// Gives a topic another slug and these labels too. The slug is free, or was its own.
    public static void rename(Handle tx, TopicId topic, String slug, Map<String, String> labels, Instant now) {
        TopicNames.change(tx, topic, slug, now);
        TopicNames.label(tx, topic, labels);
    }

    /// The topics that the operation changed.
    public static List<TopicId> of(Handle tx, long operation) {
        return tx.createQuery("select topic_id from topic_before where operation_id = :operation order by topic_id")
                .bind("operation", operation)
                .mapTo(Long.class)
                .map(TopicId::new)
                .list();
    }

    /// Names, places in the tree and aliases as they were. The slug that a topic had meanwhile goes on leading to it.
    public static void restore(Handle tx, long operation, Instant now) {
        tx.createQuery("select topic_id, slug from topic_before where operation_id = :operation")
                .bind("operation", operation)
                .map((row, _) -> Map.entry(new TopicId(row.getLong("topic_id")), row.getString("slug")))
                .list()
                .forEach(was -> TopicNames.change(tx, was.getKey(), was.getValue(), now));
        restoreLabels(tx, operation);
    }

    private static void restoreLabels(Handle tx, long operation) {
        tx.createUpdate("""
                delete from topic_label
                 where topic_id in (select topic_id from topic_before where operation_id = :operation)
                """).bind("operation", operation).execute();
        tx.createUpdate("""
                insert into topic_label (topic_id, language, label)
                select b.topic_id, l.key, l.value
                  from topic_before b
                 cross join lateral jsonb_each_text(b.labels) l
                 where b.operation_id = :operation
                """).bind("operation", operation).execute();
    }

    private static List<Long> ids(Collection<TopicId> topics) {
        return topics.stream().map(TopicId::value).toList();
    }
}
