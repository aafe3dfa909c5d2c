package depesche.follow;

import depesche.topic.TopicId;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/// Moves the follows of a topic to another, all at once, and back: table `follow_before`. What a reader did about the
/// other topic since counts more than what it was before.
public final class FollowMoves {

    /// Breaking news only comes last: any other cadence tells of all articles.
    private static final String[] SOONEST = {"instant", "daily", "weekly", "breaking"};

    private FollowMoves() {}

    /// Until the end of the transaction nobody begins or ends a follow.
    public static void lockOutOthers(Handle tx) {
        tx.execute("lock table follow in share row exclusive mode");
    }

    /// Who follows one topic follows the other. Who follows both keeps, of the two, the cadence that lets them miss
    /// less; who had left the other follows it again, for they follow what became it. A follow that had ended moves
    /// too, so that the link that ended it can begin it again. Answers how many were open.
    public static int move(Handle tx, long operation, TopicId from, TopicId into, Instant now) {
        int moved = keep(tx, operation, from, into);
        tx.createUpdate("""
                insert into follow (kind, subject_id, reader_id, cadence, since, ended_at, ended_through)
                select 'topic', :into, reader_id, made_cadence, made_since, made_ended_at, made_ended_through
                  from follow_before
                 where operation_id = :operation
                    on conflict (kind, subject_id, reader_id) do update
                   set cadence = excluded.cadence,
                       since = excluded.since,
                       ended_at = excluded.ended_at,
                       ended_through = excluded.ended_through
                """)
                .bind("into", into.value())
                .bind("operation", operation)
                .execute();
        tx.createUpdate("""
                update follow
                   set ended_at = coalesce(ended_at, :now),
                       ended_through = null
                 where kind = 'topic'
                   and subject_id = :from
                """).bind("now", now).bind("from", from.value()).execute();
        return moved;
    }

    private static int keep(Handle tx, long operation, TopicId from, TopicId into) {
        tx.createUpdate("""
                insert into follow_before (operation_id, reader_id, had_cadence, had_since, had_ended_at, had_ended_through,
                       other_cadence, other_since, other_ended_at, other_ended_through,
                       made_cadence, made_since, made_ended_at, made_ended_through)
                select :operation, f.reader_id, f.cadence, f.since, f.ended_at, f.ended_through,
                       o.cadence, o.since, o.ended_at, o.ended_through,
                       case when o.reader_id is null then f.cadence
                            when f.ended_at is not null then o.cadence
                            when o.ended_at is not null then f.cadence
                            when array_position(:soonest, f.cadence) < array_position(:soonest, o.cadence) then f.cadence
                            else o.cadence end,
                       case when o.reader_id is null then f.since
                            when f.ended_at is not null then o.since
                            when o.ended_at is not null then f.since
                            else least(f.since, o.since) end,
                       case when o.reader_id is null then f.ended_at
                            when f.ended_at is not null then o.ended_at end,
                       case when o.reader_id is null then f.ended_through
                            when f.ended_at is not null then o.ended_through end
                  from follow f
                  left join follow o on o.kind = 'topic' and o.subject_id = :into and o.reader_id = f.reader_id
                 where f.kind = 'topic'
                   and f.subject_id = :from
                """)
                .bind("operation", operation)
                .bind("from", from.value())
                .bind("into", into.value())
                .bind("soonest", SOONEST)
                .execute();
        return tx.createQuery("""
                select count(*)
                  from follow_before
                 where operation_id = :operation
                   and had_ended_at is null
                """)
                .bind("operation", operation)
                .mapTo(Integer.class)
                .one();
    }

    /// Who follows one topic follows a new one too. Answers how many.
    public static int copy(Handle tx, TopicId from, TopicId into) {
        return tx.createUpdate("""
                insert into follow (kind, subject_id, reader_id, cadence, since)
                select kind, :into, reader_id, cadence, since
                  from follow
                 where kind = 'topic'
                   and subject_id = :from
                   and ended_at is null
                """)
                .bind("from", from.value())
                .bind("into", into.value())
                .execute();
    }

    /// Follows of the topic that was merged, as they were; who left the other one since has left both, who changed
    /// its cadence has it on both. Follows of the other one, as they were, unless the reader touched them since:
    /// those stay. Answers how many are open again.
    public static int restore(Handle tx, long operation, TopicId from, TopicId into, Instant now) {
        int open = restoreMoved(tx, operation, from, into);
        tx.createUpdate("""
                update follow o
                   set cadence = coalesce(b.other_cadence, o.cadence),
                       since = coalesce(b.other_since, o.since),
                       ended_at = case when b.other_cadence is null then coalesce(o.ended_at, :now)
                                       else b.other_ended_at end,
                       ended_through = b.other_ended_through
                  from follow_before b
                 where b.operation_id = :operation
                   and o.kind = 'topic'
                   and o.subject_id = :into
                   and o.reader_id = b.reader_id
                   and ((b.other_cadence is null and o.ended_at is not null)
                        or ((o.cadence, o.since) = (b.made_cadence, b.made_since)
                            and o.ended_at is not distinct from b.made_ended_at))
                """)
                .bind("operation", operation)
                .bind("into", into.value())
                .bind("now", now)
                .execute();
        return open;
    }

    private static int restoreMoved(Handle tx, long operation, TopicId from, TopicId into) {
        return tx.createQuery("""
                  with given as (
                update follow f
                   set cadence = case when o.ended_at is null and o.cadence <> b.made_cadence then o.cadence
                                      else b.had_cadence end,
                       since = b.had_since,
                       ended_at = coalesce(b.had_ended_at, o.ended_at),
                       ended_through = case when b.had_ended_at is null then o.ended_through
                                            else b.had_ended_through end
                  from follow_before b
                  join follow o on o.kind = 'topic' and o.subject_id = :into and o.reader_id = b.reader_id
                 where b.operation_id = :operation
                   and f.kind = 'topic'
                   and f.subject_id = :from
                   and f.reader_id = b.reader_id
                returning f.ended_at)
                select count(*) from given where ended_at is null
                """)
                .bind("operation", operation)
                .bind("from", from.value())
                .bind("into", into.value())
                .mapTo(Integer.class)
                .one();
    }
}
