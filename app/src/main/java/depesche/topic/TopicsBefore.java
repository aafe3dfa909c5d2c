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

    /// Merges a topic into another: what was merged into it, and what is below it, goes there too, and its names become
    /// aliases there.
    public static void merge(Handle tx, long operation, TopicId from, TopicId into) {
        keep(tx, operation, affected(tx, from, into));
        tx.createUpdate("""
                update topic
                   set merged_into = :into
                 where id = :from
                    or merged_into = :from
                """)
                .bind("from", from.value())
                .bind("into", into.value())
                .execute();
        tx.createUpdate("update topic set parent_id = :into where parent_id = :from and merged_into is null")
                .bind("from", from.value())
                .bind("into", into.value())
                .execute();
    }

    private static List<TopicId> affected(Handle tx, TopicId from, TopicId into) {
        return tx.createQuery("""
                select id
                  from topic
                 where id in (:from, :into)
                    or merged_into = :from
                    or (parent_id = :from and merged_into is null)
                 order by id
                """)
                .bind("from", from.value())
                .bind("into", into.value())
                .mapTo(Long.class)
                .map(TopicId::new)
                .list();
    }

    /// Names of a topic that was just merged become aliases of the other.
    public static void gain(Handle tx, long operation, TopicId from, TopicId into) {
        tx.createUpdate("""
                  with gained as (
                insert into topic_alias (topic_id, alias)
                select :into, name
                  from (select label as name from topic_label where topic_id = :from
                         union
                        select alias from topic_alias where topic_id = :from) names
                 where name not in (select label from topic_label where topic_id = :into)
                    on conflict do nothing
                returning alias)
                update topic_before
                   set gained = array (select alias from gained)
                 where operation_id = :operation
                   and topic_id = :into
                """)
                .bind("operation", operation)
                .bind("from", from.value())
                .bind("into", into.value())
                .execute();
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
        restorePlaces(tx, operation);
        tx.createUpdate("""
                delete from topic_alias a
                 using topic_before b
                 where b.operation_id = :operation
                   and a.topic_id = b.topic_id
                   and a.alias = any(b.gained)
                """).bind("operation", operation).execute();
    }

    /// A topic above that was merged since is what it was merged into. What would come to stand below itself stands at
    /// the top.
    private static void restorePlaces(Handle tx, long operation) {
        tx.createUpdate("""
                update topic t
                   set merged_into = b.merged_into
                  from topic_before b
                 where b.operation_id = :operation
                   and t.id = b.topic_id
                """).bind("operation", operation).execute();
        tx.createUpdate("""
                update topic t
                   set parent_id = coalesce(p.merged_into, b.parent_id)
                  from topic_before b
                  left join topic p on p.id = b.parent_id
                 where b.operation_id = :operation
                   and t.id = b.topic_id
                """).bind("operation", operation).execute();
        for (TopicId topic : of(tx, operation)) {
            if (Topics.tree(tx).isBelowItself(topic)) {
                tx.createUpdate("update topic set parent_id = null where id = :topic")
                        .bind("topic", topic.value())
                        .execute();
            }
        }
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
