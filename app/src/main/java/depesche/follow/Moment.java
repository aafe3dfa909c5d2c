package depesche.follow;

import org.jdbi.v3.core.Handle;

/// A snapshot of the database, as far as order matters. Of two snapshots one always sees all that the
/// other sees: the later has the higher end, or at the same end fewer transactions still open below it.
///
/// @param lowest the lowest transaction still open: everything below it is decided
/// @param end the first transaction not yet begun
/// @param open how many transactions between the two were open
record Moment(long lowest, long end, int open) {

    static final Moment BEFORE_ALL = new Moment(0, 0, 0);

    static Moment of(Handle snapshot) {
        return snapshot.createQuery("""
                        select pg_snapshot_xmin(now.snapshot)::text::bigint as lowest,
                               pg_snapshot_xmax(now.snapshot)::text::bigint as until,
                               (select count(*) from pg_snapshot_xip(now.snapshot)) as open
                          from (select pg_current_snapshot() as snapshot) as now
                        """)
                .map((row, _) -> new Moment(row.getLong("lowest"), row.getLong("until"), row.getInt("open")))
                .one();
    }

    boolean isAfter(Moment other) {
        return end == other.end ? open < other.open : end > other.end;
    }
}
