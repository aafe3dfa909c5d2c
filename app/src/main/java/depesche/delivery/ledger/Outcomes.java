package depesche.delivery.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// The table `outcome`: appended under the fence, read back in the order in which it was written.
final class Outcomes {

    /// Outcomes of one slice in one commit: a row.
    ///
    /// @param number rises with each row of this process, so that a commit tried again is not written twice
    record Row(SliceClaim claim, long number, int revision, List<Ticket> tickets) {

        /// Arrays of a kind that the driver sends as bytes; times it can only spell, so they are left out where there
        /// are none.
        PreparedBatch bindTo(PreparedBatch batch) {
            boolean isAnyOpen =
                    tickets.stream().anyMatch(it -> !it.entry().retryAt().equals(Instant.EPOCH));
            return batch.bind("fence", claim.fence())
                    .bind("number", number)
                    .bind("revision", revision)
                    .bind("at", tickets.getLast().entry().at())
                    .bind("ordinals", array("int4", each(Integer[]::new, Entry::ordinal)))
                    .bind("ends", array("int2", each(Short[]::new, it ->
                            (short) it.outcome().end().stored())))
                    .bind("codes", array("int2", each(Short[]::new, it ->
                            (short) it.outcome().replyCode())))
                    .bind(
                            "replies",
                            array("text", each(String[]::new, it -> it.outcome().says())))
                    .bind("retries", isAnyOpen ? array("timestamptz", each(String[]::new, Row::retry)) : null);
        }

        private <T> T[] each(IntFunction<T[]> making, Function<Entry, @Nullable T> value) {
            return tickets.stream().map(ticket -> value.apply(ticket.entry())).toArray(making);
        }

        private static @Nullable String retry(Entry entry) {
            return entry.retryAt().equals(Instant.EPOCH)
                    ? null
                    : entry.retryAt().toString();
        }
    }

    private Outcomes() {}

    /// Appends the rows whose fence still holds, and gives them; the others are lost with their slices. The fence is
    /// read `for share`: `for key share` would not stop a takeover, which updates no key. A row that an earlier try
    /// wrote before its answer was lost counts as appended.
    static List<Row> append(Handle handle, List<Row> rows) {
        var batch = handle.prepareBatch("""
                insert into outcome (slice_id, fence, number, revision, at, ordinals, ends, codes, replies, retry_at)
                select held.slice_id, held.fence, :number, :revision, :at,
                       :ordinals, :ends, :codes, :replies, cast(:retries as timestamptz[])
                  from (select slice_id, fence
                          from slice_lease
                         where slice_id = :slice
                           and fence = :fence
                           and ended_at is null
                           for share) held
                    on conflict do nothing
                """);
        rows.forEach(
                row -> row.bindTo(batch.bind("slice", row.claim().sliceId())).add());
        int[] appended = batch.execute();
        return IntStream.range(0, rows.size())
                .filter(i -> appended[i] > 0 || isThere(handle, rows.get(i)))
                .mapToObj(rows::get)
                .toList();
    }

    private static boolean isThere(Handle handle, Row row) {
        return handle.createQuery("""
                        select exists (
                               select 1
                                 from outcome
                                where slice_id = :slice
                                  and fence = :fence
                                  and number = :number)
                        """)
                .bind("slice", row.claim().sliceId())
                .bind("fence", row.claim().fence())
                .bind("number", row.number())
                .mapTo(Boolean.class)
                .one();
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

    static <T> Argument array(String type, T[] values) {
        return (position, statement, _) ->
                statement.setArray(position, statement.getConnection().createArrayOf(type, values));
    }

    static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
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
