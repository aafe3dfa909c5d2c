package depesche.topic;

import depesche.db.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
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
        return TopicTree.empty();
    }

    /// A word that differs when anything of [#tree] does: cheap to ask for.
    public static String version(Handle tx) {
        return tx.createQuery("""
                select concat_ws(' ',
                       (select count(*) || ' ' || coalesce(sum(hashtextextended(slug, coalesce(parent_id, 0)) + id::numeric), 0)
                          from topic),
                       (select coalesce(sum(hashtextextended(merged_into::text, id)::numeric), 0)
                          from topic),
                       (select coalesce(sum(hashtextextended(slug, topic_id)::numeric), 0)
                          from topic_former_slug),
                       (select coalesce(sum(hashtextextended(language || ' ' || label, topic_id)::numeric), 0)
                          from topic_label),
                       (select coalesce(sum(hashtextextended(alias, topic_id)::numeric), 0)
                          from topic_alias))
                """).mapTo(String.class).one();
    }

    public static TopicTree tree(Handle tx) {
        Map<Long, Map<String, String>> labels = labels(tx);
        Map<Long, List<String>> aliases = new HashMap<>();
        tx.createQuery("select topic_id, alias from topic_alias order by topic_id, alias")
                .map((row, _) -> aliases.computeIfAbsent(row.getLong("topic_id"), _ -> new ArrayList<>())
                        .add(row.getString("alias")))
                .list();
        Map<TopicId, TopicId> survivors = new HashMap<>();
        List<Topic> topics = tx.createQuery("select id, slug, parent_id, merged_into from topic order by slug")
                .map((row, _) -> {
                    var id = new TopicId(row.getLong("id"));
                    Optional<TopicId> into = number(row, "merged_into");
                    into.ifPresent(survivor -> survivors.put(id, survivor));
                    return new Topic(
                            id,
                            row.getString("slug"),
                            number(row, "parent_id"),
                            labels.getOrDefault(row.getLong("id"), Map.of("und", row.getString("slug"))),
                            aliases.getOrDefault(row.getLong("id"), List.of()));
                })
                .list();
        return new TopicTree(topics, survivors, TopicNames.former(tx));
    }

    private static Map<Long, Map<String, String>> labels(Handle tx) {
        Map<Long, Map<String, String>> labels = new HashMap<>();
        tx.createQuery("select topic_id, language, label from topic_label order by topic_id, language")
                .map((row, _) -> labels.computeIfAbsent(row.getLong("topic_id"), _ -> new LinkedHashMap<>())
                                .put(row.getString("language"), row.getString("label"))
                        == null)
                .list();
        return labels;
    }

    private static Optional<TopicId> number(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, Long.class)).map(TopicId::new);
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
