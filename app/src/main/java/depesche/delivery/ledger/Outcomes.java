package depesche.delivery.ledger;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/// The table `outcome`: appended under the fence, read back in the order in which it was written.
final class Outcomes {

    /// Outcomes of one slice in one commit: a row.
    ///
    /// @param number rises with each row of this process, so that a commit tried again is not written twice
    record Row(SliceClaim claim, long number, int revision, List<Ticket> tickets) {

        /// Arrays of a kind that the driver sends as bytes; times it can only spell, so they are left out where there
        /// are none.
        void bindTo(PreparedStatement statement) throws SQLException {
            List<Entry> entries = tickets.stream().map(Ticket::entry).toList();
            statement.setLong(1, number);
            statement.setInt(2, revision);
            statement.setObject(3, entries.getLast().at().atOffset(ZoneOffset.UTC));
            statement.setObject(4, entries.stream().mapToInt(Entry::ordinal).toArray());
            statement.setObject(5, shorts(entries, it -> it.outcome().end().stored()));
            statement.setObject(6, shorts(entries, it -> it.outcome().replyCode()));
            statement.setArray(
                    7,
                    text(
                            statement,
                            entries.stream().map(it -> it.outcome().says()).toArray()));
            boolean isAnyOpen = entries.stream().anyMatch(it -> !it.retryAt().equals(Instant.EPOCH));
            statement.setArray(
                    8,
                    isAnyOpen ? text(statement, entries.stream().map(Row::retry).toArray()) : null);
            statement.setLong(9, claim.sliceId());
            statement.setLong(10, claim.fence());
        }

        private static short[] shorts(List<Entry> entries, ToIntFunction<Entry> value) {
            short[] values = new short[entries.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (short) value.applyAsInt(entries.get(i));
            }
            return values;
        }

        private static Array text(PreparedStatement statement, @Nullable Object[] values) throws SQLException {
            return statement.getConnection().createArrayOf("text", values);
        }

        private static @Nullable String retry(Entry entry) {
            return entry.retryAt().equals(Instant.EPOCH)
                    ? null
                    : entry.retryAt().toString();
        }
    }

    private static final String APPEND = """
            insert into outcome (slice_id, fence, number, revision, at, ordinals, ends, codes, replies, retry_at)
            select held.slice_id, held.fence, ?, ?, ?, ?, ?, ?, ?, cast(? as timestamptz[])
              from (select slice_id, fence
                      from slice_lease
                     where slice_id = ?
                       and fence = ?
                       and ended_at is null
                       for share) held
                on conflict do nothing
            """;

    private Outcomes() {}

    /// Appends the rows whose fence still holds, and gives them; the others are lost with their slices. The fence is
    /// read `for share`: `for key share` would not stop a takeover, which updates no key. A row that an earlier try
    /// wrote before its answer was lost counts as appended.
    ///
    /// By the driver itself: naming and copying what is bound took Jdbi longer than all else that a commit needs of
    /// this thread, and a commit comes with every few messages.
    static List<Row> append(Handle handle, List<Row> rows) {
        int[] appended = appended(handle, rows);
        return IntStream.range(0, rows.size())
                .filter(i -> appended[i] > 0 || isThere(handle, rows.get(i)))
                .mapToObj(rows::get)
                .toList();
    }

    private static int[] appended(Handle handle, List<Row> rows) {
        try (var statement = handle.getConnection().prepareStatement(APPEND)) {
            for (Row row : rows) {
                row.bindTo(statement);
                statement.addBatch();
            }
            return statement.executeBatch();
        } catch (SQLException refused) {
            throw new UnableToExecuteStatementException(
                    refused, handle.createUpdate(APPEND).getContext());
        }
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
