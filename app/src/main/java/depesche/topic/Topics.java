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

    /// No topic at all.
    public static TopicTree empty() {
        return new TopicTree(List.of());
    }

    /// A word that differs when anything of [#tree] does: cheap to ask for.
    public static String version(Handle tx) {
        return tx.createQuery("""
                select concat_ws(' ',
                       (select count(*) || ' ' || coalesce(sum(hashtextextended(slug, coalesce(parent_id, 0)) + id::numeric), 0)
                          from topic),
                       (select coalesce(sum(hashtextextended(language || ' ' || label, topic_id)::numeric), 0)
                          from topic_label),
                       (select coalesce(sum(hashtextextended(alias, topic_id)::numeric), 0)
                          from topic_alias))
                """).mapTo(String.class).one();
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
        addAliases(tx, id, topic.aliases());
    }

    /// How many of them the topic did not have.
    static int addAliases(Handle tx, TopicId topic, List<String> aliases) {
        return addAliases(tx, topic.value(), aliases);
    }

    private static int addAliases(Handle tx, long topic, List<String> aliases) {
        return tx.createUpdate("""
                insert into topic_alias (topic_id, alias)
                select :topic, alias
                  from unnest(:aliases) as alias
                    on conflict do nothing
                """)
                .bind("topic", topic)
                .bind("aliases", aliases.toArray(String[]::new))
                .execute();
    }
}
