package depesche.article;

import depesche.topic.TopicId;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Which topics articles bear after an operation on topics, set by set, and again what they bore before: tables
/// `article_before` and `front_section_before`. Revisions stay as they were saved.
public final class TopicMoves {

    private TopicMoves() {}

    /// Until the end of the transaction no article is written: whoever chose topics for one before is done, whoever
    /// comes after sees where they went. They are read meanwhile.
    public static void lockOutOthers(Handle tx) {
        tx.execute("lock table article in exclusive mode");
    }

    /// Articles and sections of topics that were just merged become those of the surviving topic. Answers how many
    /// articles.
    public static int merged(Handle tx, long operation, TopicId from) {
        tx.createUpdate("""
                insert into article_before (operation_id, article_id, topics, became)
                select :operation, borne.article_id, borne.topics, standing_topics(borne.topics)
                  from (select article_id, array_agg(topic_id order by position) as topics
                          from article_topic
                         where article_id in (select article_id from article_topic where topic_id = :from)
                         group by article_id) borne
                """)
                .bind("operation", operation)
                .bind("from", from.value())
                .execute();
        arrangeMerged(tx, operation, from);
        return set(tx, operation, "became", "topics");
    }

    /// Those of these articles that do not bear the topic.
    public static List<ArticleId> notOn(Handle tx, TopicId topic, List<ArticleId> articles) {
        return tx.createQuery("""
                select given.id
                  from unnest(:articles) with ordinality as given (id, place)
                 where not exists (
                       select 1
                         from article_topic
                        where article_id = given.id
                          and topic_id = :topic)
                 order by given.place
                """)
                .bindArray(
                        "articles",
                        Long.class,
                        articles.stream().map(ArticleId::value).toList())
                .bind("topic", topic.value())
                .mapTo(Long.class)
                .map(ArticleId::new)
                .list();
    }

    /// These articles bear a new topic where they bore the other. Answers how many.
    public static int split(Handle tx, TopicId from, TopicId into, List<ArticleId> articles) {
        return tx.createUpdate("""
                  with taken as (
                delete from article_topic
                 where topic_id = :from
                   and article_id = any(:articles)
                returning article_id, position)
                insert into article_topic (article_id, topic_id, position)
                select article_id, :into, position
                  from taken
                """)
                .bind("from", from.value())
                .bind("into", into.value())
                .bindArray(
                        "articles",
                        Long.class,
                        articles.stream().map(ArticleId::value).toList())
                .execute();
    }

    /// Articles whose topics nobody changed since get back what they had. Answers how many.
    public static int restored(Handle tx, long operation, TopicId from, TopicId into) {
        restoreSections(tx, operation, from, into);
        return set(tx, operation, "topics", "became");
    }

    /// @param to the column of what they are to bear
    /// @param from of what they must bear now
    private static int set(Handle tx, long operation, String to, String from) {
        Long[] articles = tx.createQuery("""
                select b.article_id
                  from article_before b
                 where b.operation_id = :operation
                   and standing_topics(b.%s) = standing_topics(array (
                       select t.topic_id
                         from article_topic t
                        where t.article_id = b.article_id
                        order by t.position))
                """.formatted(from))
                .bind("operation", operation)
                .mapTo(Long.class)
                .list()
                .toArray(Long[]::new);
        tx.createUpdate("delete from article_topic where article_id = any(:articles)")
                .bind("articles", articles)
                .execute();
        tx.createUpdate("""
                insert into article_topic (article_id, topic_id, position)
                select b.article_id, chosen.topic, chosen.place
                  from article_before b
                 cross join unnest(standing_topics(b.%s)) with ordinality as chosen (topic, place)
                 where b.operation_id = :operation
                   and b.article_id = any(:articles)
                """.formatted(to))
                .bind("operation", operation)
                .bind("articles", articles)
                .execute();
        return articles.length;
    }

    private static void arrangeMerged(Handle tx, long operation, TopicId from) {
        FrontSections.lock(tx);
        int kept = tx.createUpdate("""
                insert into front_section_before (operation_id, topic_id, place)
                select :operation, topic_id, place
                  from front_section
                 where exists (select 1 from front_section where topic_id = :from)
                """)
                .bind("operation", operation)
                .bind("from", from.value())
                .execute();
        if (kept > 0) {
            FrontSections.save(tx, standing(tx, sectionsBefore(tx, operation)));
        }
    }

    /// Unless somebody arranged them otherwise since.
    private static void restoreSections(Handle tx, long operation, TopicId from, TopicId into) {
        FrontSections.lock(tx);
        List<TopicId> before = sectionsBefore(tx, operation);
        List<TopicId> now = tx.createQuery("select topic_id from front_section order by place")
                .mapTo(Long.class)
                .map(TopicId::new)
                .list();
        List<TopicId> made = before.stream()
                .map(topic -> topic.equals(from) ? into : topic)
                .distinct()
                .toList();
        if (!before.isEmpty() && now.equals(made)) {
            FrontSections.save(tx, before);
        }
    }

    private static List<TopicId> sectionsBefore(Handle tx, long operation) {
        return tx.createQuery(
                        "select topic_id from front_section_before where operation_id = :operation order by place")
                .bind("operation", operation)
                .mapTo(Long.class)
                .map(TopicId::new)
                .list();
    }

    private static List<TopicId> standing(Handle tx, List<TopicId> topics) {
        return tx.createQuery("select unnest(standing_topics(:topics))")
                .bindArray("topics", Long.class, numbers(topics))
                .mapTo(Long.class)
                .map(TopicId::new)
                .list();
    }

    private static List<Long> numbers(List<TopicId> topics) {
        return topics.stream().map(TopicId::value).toList();
    }
}
