package depesche.suggestion;

import depesche.db.Notices;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The table of what was learned: the newest row counts, and is the only one that stays.
final class TopicModels {

    static final String NOTICE = "topic-model";

    private TopicModels() {}

    /// @param learnedOf changes of articles up to then are in it
    record Row(long id, Instant learnedOf, int articles, int topics) {}

    static Optional<Row> newest(Handle tx) {
        return tx.createQuery("""
                        select id, learned_of, articles, topics
                          from topic_model
                         order by id desc
                         limit 1
                        """)
                .map((row, _) -> new Row(
                        row.getLong("id"),
                        row.getTimestamp("learned_of").toInstant(),
                        row.getInt("articles"),
                        row.getInt("topics")))
                .findOne();
    }

    static Optional<byte[]> bytes(Handle tx, long id) {
        return tx.createQuery("select model from topic_model where id = :id")
                .bind("id", id)
                .mapTo(byte[].class)
                .findOne();
    }

    /// Replaces what was there; all nodes hear of it.
    static long replace(Handle tx, Instant learnedOf, int articles, int topics, byte[] model) {
        long id = tx.createQuery("""
                        insert into topic_model (learned_of, articles, topics, model)
                        values (:of, :articles, :topics, :model)
                        returning id
                        """)
                .bind("of", learnedOf)
                .bind("articles", articles)
                .bind("topics", topics)
                .bind("model", model)
                .mapTo(Long.class)
                .one();
        tx.createUpdate("delete from topic_model where id < :id").bind("id", id).execute();
        Notices.tell(tx, NOTICE, Long.toString(id));
        return id;
    }
}
