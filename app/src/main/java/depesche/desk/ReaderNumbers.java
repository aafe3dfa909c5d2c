package depesche.desk;

import depesche.db.Database;
import depesche.returns.Bounces;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/// How many readers there are, of which kind.
final class ReaderNumbers {

    private static final Duration LATELY = Duration.ofDays(7);

    private final Database db;
    private final InstantSource clock;

    ReaderNumbers(Database db, InstantSource clock) {
        this.db = db;
        this.clock = clock;
    }

    /// @param suppressed by the word for the reason
    /// @param refusedForUs mails that came back within a week because a server blamed sender or text
    record Numbers(int confirmed, int openRequests, Map<String, Integer> suppressed, int refusedForUs) {}

    Numbers now() {
        return db.inSnapshot(tx -> {
            int confirmed = tx.createQuery("select count(*) from reader where email is not null")
                    .mapTo(Integer.class)
                    .one();
            int open = tx.createQuery("""
                            select count(*)
                              from follow_request
                             where confirmed_at is null
                               and expires_at > :now
                            """)
                    .bind("now", clock.instant())
                    .mapTo(Integer.class)
                    .one();
            Map<String, Integer> suppressed = new LinkedHashMap<>();
            tx.createQuery("""
                            select suppressed_why, count(*) as readers
                              from reader
                             where suppressed_why is not null
                               and email is not null
                             group by suppressed_why
                             order by suppressed_why
                            """)
                    .map((row, _) -> suppressed.put(row.getString("suppressed_why"), row.getInt("readers")) == null)
                    .list();
            return new Numbers(
                    confirmed,
                    open,
                    suppressed,
                    Bounces.refusedForUs(tx, clock.instant().minus(LATELY)));
        });
    }
}
