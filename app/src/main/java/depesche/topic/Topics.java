package depesche.topic;

import depesche.db.Database;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The tables of topics. They are few: they are always read as a whole.
public final class Topics {

    private final Database db;

    public Topics(Database db) {
        this.db = db;
    }

    public TopicTree tree() {
        return db.inSnapshot(Topics::tree);
    }

    public static TopicTree tree(Handle tx) {
        Map<Long, Map<String, String>> labels = new HashMap<>();
        tx.createQuery("select topic_id, language, label from topic_label order by topic_id, language")
                .map((row, _) -> labels.computeIfAbsent(row.getLong("topic_id"), _ -> new LinkedHashMap<>())
                                .put(row.getString("language"), row.getString("label"))
                        == null)
                .list();
        Map<Long, List<String>> aliases = new HashMap<>();
        tx.createQuery("select topic_id, alias from topic_alias order by topic_id, alias")
                .map((row, _) -> aliases.computeIfAbsent(row.getLong("topic_id"), _ -> new ArrayList<>())
                        .add(row.getString("alias")))
                .list();
        List<Topic> topics = tx.createQuery("select id, slug, parent_id from topic order by slug")
                .map((row, _) -> new Topic(
                        new TopicId(row.getLong("id")),
                        row.getString("slug"),
                        Optional.ofNullable(row.getObject("parent_id", Long.class))
                                .map(TopicId::new),
                        labels.getOrDefault(row.getLong("id"), Map.of("und", row.getString("slug"))),
                        aliases.getOrDefault(row.getLong("id"), List.of())))
                .list();
        return new TopicTree(topics);
    }

    /// Inserts the topic unless its slug is taken.
    static Optional<TopicId> insert(Handle tx, NewTopic topic, Optional<TopicId> parent, Instant now) {
        Optional<Long> id = tx.createQuery("""
                insert into topic (slug, parent_id, created_at)
                values (:slug, :parent, :now)
                    on conflict (slug) do nothing
                returning id
                """)
                .bind("slug", topic.slug())
                .bind("parent", parent.map(TopicId::value).orElse(null))
                .bind("now", now)
                .mapTo(Long.class)
                .findOne();
        id.ifPresent(number -> insertNames(tx, number, topic));
        return id.map(TopicId::new);
    }

    private static void insertNames(Handle tx, long id, NewTopic topic) {
        topic.labels()
                .forEach((language, label) -> tx.createUpdate("""
                insert into topic_label (topic_id, language, label)
                values (:topic, :language, :label)
                """)
                        .bind("topic", id)
                        .bind("language", language)
                        .bind("label", label)
                        .execute());
        topic.aliases()
                .forEach(alias -> tx.createUpdate("""
                insert into topic_alias (topic_id, alias)
                values (:topic, :alias)
                    on conflict do nothing
                """)
                        .bind("topic", id)
                        .bind("alias", alias)
                        .execute());
    }
}
