package depesche.delivery.ledger;

import depesche.alert.Slices;
import depesche.channel.ChannelKind;
import depesche.db.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.argument.Argument;

/// The table `slice_lease`: who carries a slice, and where its deliveries stand whenever it is put down.
/// Leases run on the database's clock, the only one that all nodes share; the fence shuts out a node that
/// wakes after its lease.
public final class Leases {

    /// How long a lease lasts from the moment it was given or renewed.
    public static final int LEASE_SECONDS = 30;

    /// A claimed slice and what the ledger says of its receivers.
    public record Claimed(SliceClaim claim, SliceStates states) {}

    private final Database db;
    private final String node;
    private final ChannelKind channel;

    /// @param channel whose slices are claimed here: each channel has carriers of its own
    public Leases(Database db, String node, ChannelKind channel) {
        this.db = db;
        this.node = node;
        this.channel = channel;
    }

    public ChannelKind channel() {
        return channel;
    }

    /// Opens a lease for each slice of a planned alert. Twice does no harm: the slice is the key.
    ///
    /// The first slice of an alert has its turn beside the first that waits in its lane, the second beside the
    /// second: so alerts of a lane go on side by side, and a small one is done long before a large one that came
    /// first.
    public static void open(Handle tx, long alert) {
        tx.createUpdate("""
                          with waiting as (
                               select w.channel, min(w.turn) as turn
                                 from alert a
                                 join slice_lease w on w.lane = a.lane
                                where a.id = :alert
                                  and w.ended_at is null
                                  and w.due_at <= a.due_at
                                group by w.channel)
                        insert into slice_lease (slice_id, alert_id, channel, lane, turn, size, due_at)
                        select s.id, a.id, s.channel, a.lane,
                               coalesce(w.turn, 0) + row_number() over (partition by s.channel order by s.number),
                               s.size, coalesce(s.due_at, a.due_at)
                          from alert_slice s
                          join alert a on a.id = s.alert_id
                          left join waiting w on w.channel = s.channel
                         where a.id = :alert
                            on conflict (slice_id) do nothing
                        """).bind("alert", alert).execute();
    }

    /// Gives back what the table says this node holds and it does not: what it held when it died, or claimed when the
    /// database went away with the answer. So it need not wait for its own leases to run out.
    public void giveBackLeftovers(Collection<SliceClaim> inHand) {
        alone(handle -> handle.createUpdate("""
                        update slice_lease
                           set node = null,
                               leased_until = null
                         where node = :node
                           and channel = :channel
                           and ended_at is null
                           and slice_id <> all(:held)
                        """)
                .bind("node", node)
                .bind("channel", channel.word())
                .bind("held", ids(inHand))
                .execute());
    }

    /// A transaction that ends with its statement: a node that falls asleep in one leaves no lock behind that would
    /// keep
    /// a slice from others past its lease.
    private void alone(Function<Handle, Integer> writing) {
        int _ = db.alone(writing);
    }

    private static Argument ids(Collection<SliceClaim> claims) {
        return Outcomes.array("int8", claims.stream().map(SliceClaim::sliceId).toArray());
    }

    /// Claims due slices of lanes before `belowLane` that nobody holds, the most urgent first, and reads back
    /// what became of them so far. Slices of held alerts stay where they are, all of them while sends are held, and
    /// those in this node's hand: it renews them, and never claims them over itself. What was due before a hold
    /// that ended with a skip has expired.
    public List<Claimed> claim(int most, int belowLane, Collection<SliceClaim> inHand, Instant now) {
        return claim(new Asked(most, belowLane, inHand, true), now);
    }

    /// As [#claim], but leaves alone what another still has though its lease has run out: the database may have been
    /// away, so that nobody could renew.
    public List<Claimed> claimLeavingOthers(int most, int belowLane, Collection<SliceClaim> inHand, Instant now) {
        return claim(new Asked(most, belowLane, inHand, false), now);
    }

    private record Asked(int most, int belowLane, Collection<SliceClaim> inHand, boolean takesOver) {}

    private List<Claimed> claim(Asked asked, Instant now) {
        return db.write(tx -> {
            var claims = claims(tx, asked, now);
            var states = new HashMap<Long, SliceStates>();
            claims.forEach(claim -> states.put(claim.sliceId(), SliceStates.untouched(claim.size())));
            List<Long> carriedBefore = claims.stream()
                    .filter(claim -> claim.fence() > 1)
                    .map(SliceClaim::sliceId)
                    .toList();
            if (!carriedBefore.isEmpty()) {
                Outcomes.replay(tx, carriedBefore, states);
            }
            return claims.stream()
                    .map(claim -> new Claimed(claim, Objects.requireNonNull(states.get(claim.sliceId()))))
                    .toList();
        });
    }

    private List<SliceClaim> claims(Handle tx, Asked asked, Instant now) {
        return tx.createQuery("""
                          with next as (
                               select l.slice_id,
                                      case when r.state = 'killed' then r.revision + 1
                                           else coalesce(r.revision, a.revision)
                                       end as revision
                                 from slice_lease l
                                 join alert a on a.id = l.alert_id
                                 left join article r on r.id = a.article_id
                                 join newsroom n on n.held_since is null
                                                and coalesce(n.beat_at > now() - interval '1 hour', true)
                                where l.ended_at is null
                                  and l.channel = :channel
                                  and l.due_at <= :now
                                  and l.lane < :below
                                  and l.slice_id <> all(:held)
                                  and (l.leased_until is null or (l.leased_until < now() and :takesOver))
                                  and (a.held_at is null or a.stopped_at is not null)
                                order by l.lane, l.turn, l.slice_id
                                limit :most
                                  for update of l skip locked
                             ), claimed as (
                               update slice_lease l
                                  set node = :node,
                                      fence = l.fence + 1,
                                      revision = next.revision,
                                      leased_until = now() + make_interval(secs => :seconds),
                                      started_at = coalesce(l.started_at, :now)
                                 from next
                                where l.slice_id = next.slice_id
                               returning l.slice_id, l.alert_id, l.size, l.lane, l.turn, l.fence)
                        select c.slice_id, c.alert_id, c.size, c.lane, c.turn, c.fence, s.readers,
                               case when coalesce(s.due_at, a.due_at) <= n.skipped_through
                                    then n.skipped_through - interval '1 microsecond'
                                    when a.not_after_is_fixed then a.not_after
                                    else coalesce(s.due_at, a.due_at) + (a.not_after - a.due_at)
                                end as not_after
                          from claimed c
                          join alert_slice s on s.id = c.slice_id
                          join alert a on a.id = c.alert_id
                         cross join newsroom n
                         order by c.lane, c.turn, c.slice_id
                        """)
                .bind("channel", channel.word())
                .bind("now", now)
                .bind("below", asked.belowLane())
                .bind("held", ids(asked.inHand()))
                .bind("takesOver", asked.takesOver())
                .bind("most", asked.most())
                .bind("node", node)
                .bind("seconds", LEASE_SECONDS)
                .map((row, _) -> claimOf(row))
                .list();
    }

    /// Renews the leases that are still ours, and tells which: the others were taken over.
    public Set<Long> renew(Collection<SliceClaim> claims) {
        return db.alone(handle -> handle.createQuery("""
                          with ours as (
                               select l.slice_id
                                 from slice_lease l
                                where (l.slice_id, l.fence) in (select * from unnest(:slices, :fences))
                                  and l.ended_at is null
                                order by l.slice_id
                                  for update)
                        update slice_lease l
                           set leased_until = now() + make_interval(secs => :seconds)
                          from ours
                         where l.slice_id = ours.slice_id
                        returning l.slice_id
                        """)
                .bind("slices", ids(claims))
                .bind(
                        "fences",
                        Outcomes.array(
                                "int8", claims.stream().map(SliceClaim::fence).toArray()))
                .bind("seconds", LEASE_SECONDS)
                .mapTo(Long.class)
                .collect(Collectors.toSet()));
    }

    /// Folds the slice and puts it down: ended when no delivery of it is open, else for whoever comes
    /// when it is due again. Does nothing if it was taken over.
    public void putDown(SliceClaim claim, SliceStates states, Instant dueAgain, Instant now) {
        var counts = states.counts();
        alone(handle -> handle.createUpdate("""
                        update slice_lease
                           set node = null,
                               leased_until = null,
                               due_at = :due,
                               ended_at = case when :open = 0 then cast(:now as timestamptz) end,
                               ends = :ends,
                               folded_fence = fence,
                               accepted_count = :accepted,
                               deferred_count = :deferred,
                               refused_count = :refused,
                               suppressed_count = :suppressed,
                               expired_count = :expired,
                               withdrawn_count = :withdrawn,
                               uncertain_count = :uncertain,
                               first_accepted_at = :first,
                               last_accepted_at = :last
                         where slice_id = :slice
                           and fence = :fence
                           and ended_at is null
                        """)
                .bind("due", dueAgain)
                .bind("open", counts.open())
                .bind("now", now)
                .bind("ends", states.ends())
                .bindMethods(counts)
                .bind("first", states.firstAcceptedAt())
                .bind("last", states.lastAcceptedAt())
                .bind("slice", claim.sliceId())
                .bind("fence", claim.fence())
                .execute());
    }

    /// Makes due now what waits of stopped alerts, so that a stop reaches also what was to be tried later.
    public void hastenStopped(Instant now) {
        alone(handle -> handle.createUpdate("""
                        update slice_lease l
                           set due_at = :now
                          from alert a
                         where a.id = l.alert_id
                           and a.stopped_at is not null
                           and l.ended_at is null
                           and l.leased_until is null
                           and l.due_at > :now
                        """).bind("now", now).execute());
    }

    private static SliceClaim claimOf(ResultSet row) throws SQLException {
        return new SliceClaim(
                row.getLong("slice_id"),
                row.getLong("alert_id"),
                row.getInt("size"),
                new SliceClaim.Place(row.getInt("lane"), row.getLong("turn")),
                Outcomes.instant(row, "not_after").orElseThrow(),
                row.getLong("fence"),
                Slices.readers(row.getBytes("readers")));
    }
}
