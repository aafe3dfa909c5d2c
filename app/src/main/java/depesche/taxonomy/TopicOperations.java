package depesche.taxonomy;

import depesche.account.Actor;
import depesche.taxonomy.TopicOperation.Kind;
import depesche.topic.TopicId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The table `topic_operation`. Who writes it holds the names of topics, so that one operation comes after the other.
final class TopicOperations {

    private TopicOperations() {}

    // STYLE 6: a rename has no other topic.
    static TopicOperation insert(Handle tx, Kind kind, TopicId topic, Optional<TopicId> other, Actor by, Instant now) {
        return tx.createQuery("""
                insert into topic_operation (kind, topic_id, other_id, done_at, done_by)
                values (:kind, :topic, :other, :now, :by)
                returning id, kind, topic_id, other_id, done_at, done_by, undone_at
                """)
                .bind("kind", kind.word())
                .bind("topic", topic.value())
                .bind("other", other.map(TopicId::value).orElse(null))
                .bind("now", now)
                .bind("by", by.name())
                .map((row, _) -> operation(row))
                .one();
    }

    static Optional<TopicOperation> byId(Handle tx, long id) {
        return tx.createQuery("""
                select id, kind, topic_id, other_id, done_at, done_by, undone_at
                  from topic_operation
                 where id = :id
                """)
                .bind("id", id)
                .map((row, _) -> operation(row))
                .findOne();
    }

    /// The newest that stands and was done, after this one, to one of its topics.
    static Optional<Long> newerOnTheSame(Handle tx, TopicOperation operation) {
        return tx.createQuery("""
                  with touched (operation_id, topic_id) as (
                       select id, topic_id from topic_operation where id >= :id
                        union all
                       select id, other_id from topic_operation where id >= :id
                        union all
                       select operation_id, topic_id from topic_before where operation_id >= :id)
                select o.id
                  from topic_operation o
                 where o.id > :id
                   and o.undone_at is null
                   and exists (
                       select 1
                         from touched later
                         join touched mine using (topic_id)
                        where later.operation_id = o.id
                          and mine.operation_id = :id)
                 order by o.id desc
                 limit 1
                """).bind("id", operation.id()).mapTo(Long.class).findOne();
    }

    static TopicOperation undone(Handle tx, TopicOperation operation, Actor by, Instant now) {
        return tx.createQuery("""
                update topic_operation
                   set undone_at = :now,
                       undone_by = :by
                 where id = :id
                returning id, kind, topic_id, other_id, done_at, done_by, undone_at
                """)
                .bind("id", operation.id())
                .bind("now", now)
                .bind("by", by.name())
                .map((row, _) -> operation(row))
                .one();
    }

    private static TopicOperation operation(ResultSet row) throws SQLException {
        return new TopicOperation(
                row.getLong("id"),
                Kind.of(row.getString("kind")),
                new TopicId(row.getLong("topic_id")),
                Optional.ofNullable(row.getObject("other_id", Long.class)).map(TopicId::new),
                row.getObject("done_at", OffsetDateTime.class).toInstant(),
                row.getString("done_by"),
                Optional.ofNullable(row.getObject("undone_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant));
    }
}
