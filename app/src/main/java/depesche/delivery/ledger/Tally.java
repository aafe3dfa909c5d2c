package depesche.delivery.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Where the deliveries of an alert stand: what folded slices say, and what came to slices that are carried
/// since they were folded. True at any moment, also between a crash and the next claim.
public record Tally(
        Counts counts,
        Optional<Instant> startedAt,
        Optional<Instant> firstAcceptedAt,
        Optional<Instant> lastAcceptedAt) {

    /// Counts within the caller's transaction, which must see one snapshot.
    public static Tally of(Handle snapshot, long alert) {
        Map<Long, SliceStates> carried = new HashMap<>();
        Map<Long, Counts> before = new HashMap<>();
        readFolds(snapshot, alert, carried, before);
        apply(snapshot, alert, carried);
        Tally tally = folded(snapshot, alert);
        for (var slice : carried.entrySet()) {
            tally = tally.with(Objects.requireNonNull(before.get(slice.getKey())), slice.getValue());
        }
        return tally;
    }

    private Tally with(Counts before, SliceStates now) {
        return new Tally(
                counts.minus(before).plus(now.counts()),
                startedAt,
                earlier(firstAcceptedAt, now.firstAcceptedAt()),
                later(lastAcceptedAt, now.lastAcceptedAt()));
    }

    private static Tally folded(Handle snapshot, long alert) {
        return snapshot.createQuery("""
                        select coalesce(sum(size), 0) as planned,
                               coalesce(sum(deferred_count), 0) as deferred,
                               coalesce(sum(accepted_count), 0) as accepted,
                               coalesce(sum(refused_count), 0) as refused,
                               coalesce(sum(suppressed_count), 0) as suppressed,
                               coalesce(sum(expired_count), 0) as expired,
                               coalesce(sum(withdrawn_count), 0) as withdrawn,
                               coalesce(sum(uncertain_count), 0) as uncertain,
                               min(started_at) as started_at,
                               min(first_accepted_at) as first_at,
                               max(last_accepted_at) as last_at
                          from slice_lease
                         where alert_id = :alert
                        """)
                .bind("alert", alert)
                .map((row, _) -> tally(row))
                .one();
    }

    private static Tally tally(ResultSet row) throws SQLException {
        var ended = new Counts(
                0,
                row.getInt("deferred"),
                row.getInt("accepted"),
                row.getInt("refused"),
                row.getInt("suppressed"),
                row.getInt("expired"),
                row.getInt("withdrawn"),
                row.getInt("uncertain"));
        return new Tally(
                ended.plus(Counts.waiting(row.getInt("planned") - ended.all())),
                Outcomes.instant(row, "started_at"),
                Outcomes.instant(row, "first_at"),
                Outcomes.instant(row, "last_at"));
    }

    /// Slices to which outcomes came since they were folded.
    private static void readFolds(
            Handle snapshot, long alert, Map<Long, SliceStates> carried, Map<Long, Counts> before) {
        snapshot.createQuery("""
                        select l.slice_id, l.size, l.ends
                          from slice_lease l
                         where l.alert_id = :alert
                           and l.ended_at is null
                           and exists (
                               select 1
                                 from outcome o
                                where o.slice_id = l.slice_id
                                  and o.fence > l.folded_fence)
                        """)
                .bind("alert", alert)
                .map((row, _) -> {
                    byte[] ends = row.getBytes("ends");
                    var states = ends == null ? SliceStates.untouched(row.getInt("size")) : SliceStates.folded(ends);
                    before.put(row.getLong("slice_id"), states.counts());
                    return carried.put(row.getLong("slice_id"), states) == null;
                })
                .list();
    }

    private static void apply(Handle snapshot, long alert, Map<Long, SliceStates> carried) {
        if (!carried.isEmpty()) {
            Outcomes.replaySinceFold(snapshot, alert, carried);
        }
    }

    private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
        return one.isPresent() && (other.isEmpty() || one.get().isBefore(other.get())) ? one : other;
    }

    private static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
        return one.isPresent() && (other.isEmpty() || one.get().isAfter(other.get())) ? one : other;
    }
}
