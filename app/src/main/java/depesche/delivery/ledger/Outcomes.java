package depesche.delivery.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// The table `outcome`: appended under the fence, read back in the order in which it was written.
final class Outcomes {

    /// Outcomes of one slice in one commit: a row.
    ///
    /// @param number rises with each row of this process, so that a commit tried again is not written twice
    record Row(SliceClaim claim, long number, int revision, List<Entry> entries) {}

    /// A claim that still holds.
    record Held(long slice, long fence) {
        static Held of(SliceClaim claim) {
            return new Held(claim.sliceId(), claim.fence());
        }
    }

    private Outcomes() {}

    /// Appends the rows whose fence still holds, and tells which claims hold. The fence is read
    /// `for share`: `for key share` would not stop a takeover, which updates no key.
    static Set<Held> append(Handle tx, List<Row> rows) {
        var lines = rows.stream()
                .flatMap(row -> row.entries().stream().map(entry -> new Line(row, entry)))
                .toList();
        return new HashSet<>(tx.createQuery("""
                          with line as (
                               select *
                                 from unnest(:slices, :fences, :numbers, :revisions, :times,
                                             :ordinals, :ends, :codes, :replies, :retries)
                                      with ordinality
                                   as l (slice_id, fence, number, revision, at,
                                         ordinal, ending, code, reply, retry, place)
                             ), held as (
                               select lease.slice_id, lease.fence
                                 from slice_lease lease
                                where (lease.slice_id, lease.fence) in (select slice_id, fence from line)
                                  and lease.ended_at is null
                                order by lease.slice_id
                                  for share
                             ), written as (
                               insert into outcome (slice_id, fence, number, revision, at,
                                                    ordinals, ends, codes, replies, retry_at)
                               select slice_id, fence, number, revision, max(at),
                                      array_agg(ordinal order by place), array_agg(ending order by place),
                                      array_agg(code order by place), array_agg(reply order by place),
                                      array_agg(retry order by place)
                                 from line
                                 join held using (slice_id, fence)
                                group by slice_id, fence, number, revision
                                   on conflict do nothing)
                        select slice_id, fence
                          from held
                        """)
                .bind("slices", column("int8", lines, line -> line.row().claim().sliceId()))
                .bind("fences", column("int8", lines, line -> line.row().claim().fence()))
                .bind("numbers", column("int8", lines, line -> line.row().number()))
                .bind("revisions", column("int4", lines, line -> line.row().revision()))
                .bind(
                        "times",
                        column("timestamptz", lines, line -> line.entry().at().toString()))
                .bind("ordinals", column("int4", lines, line -> line.entry().ordinal()))
                .bind("ends", column("int2", lines, line ->
                        (short) line.outcome().end().stored()))
                .bind("codes", column("int2", lines, line ->
                        (short) line.outcome().replyCode()))
                .bind("replies", column("text", lines, line -> line.outcome().says()))
                .bind("retries", column("timestamptz", lines, Line::retry))
                .map((row, _) -> new Held(row.getLong("slice_id"), row.getLong("fence")))
                .list());
    }

    /// Applies every outcome there is of these slices, oldest first, and so brings the states up to now.
    static void replay(Handle tx, Collection<Long> slices, Map<Long, SliceStates> states) {
        apply(states, tx.createQuery("""
                        select o.slice_id, o.at, l.ordinal, l.ending, l.retry
                          from outcome o
                         cross join lateral unnest(o.ordinals, o.ends, o.retry_at)
                               with ordinality as l (ordinal, ending, retry, place)
                         where o.slice_id = any(:slices)
                         order by o.slice_id, o.fence, o.number, l.place
                        """).bind("slices", array("int8", slices.toArray())));
    }

    /// Applies what came to slices of an alert since they were folded.
    static void replaySinceFold(Handle tx, long alert, Map<Long, SliceStates> states) {
        apply(states, tx.createQuery("""
                        select o.slice_id, o.at, l.ordinal, l.ending, l.retry
                          from slice_lease lease
                          join outcome o on o.slice_id = lease.slice_id and o.fence > lease.folded_fence
                         cross join lateral unnest(o.ordinals, o.ends, o.retry_at)
                               with ordinality as l (ordinal, ending, retry, place)
                         where lease.alert_id = :alert
                           and lease.ended_at is null
                         order by o.slice_id, o.fence, o.number, l.place
                        """).bind("alert", alert));
    }

    private static void apply(Map<Long, SliceStates> states, Query outcomes) {
        outcomes.map((row, _) -> Replayed.of(row))
                .forEach(line -> Objects.requireNonNull(states.get(line.slice()))
                        .apply(line.ordinal(), line.end(), line.at(), line.retry()));
    }

    static Argument array(String type, Object[] values) {
        return (position, statement, _) ->
                statement.setArray(position, statement.getConnection().createArrayOf(type, values));
    }

    static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static Argument column(String type, List<Line> lines, Function<Line, @Nullable Object> value) {
        return array(type, lines.stream().map(value).toArray());
    }

    private record Line(Outcomes.Row row, Entry entry) {

        Outcome outcome() {
            return entry.outcome();
        }

        @Nullable
        String retry() {
            Instant at = entry.retryAt();
            return at.equals(Instant.EPOCH) ? null : at.toString();
        }
    }

    private record Replayed(long slice, Instant at, int ordinal, End end, Instant retry) {

        static Replayed of(ResultSet row) throws SQLException {
            return new Replayed(
                    row.getLong("slice_id"),
                    instant(row, "at").orElseThrow(),
                    row.getInt("ordinal"),
                    End.of(row.getShort("ending")),
                    instant(row, "retry").orElse(Instant.EPOCH));
        }
    }
}
