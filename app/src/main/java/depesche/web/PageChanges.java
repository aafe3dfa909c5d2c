package depesche.web;

import depesche.db.Database;
import depesche.db.DatabaseUnavailable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/// Tells every node which pages to drop. A change is a row written in the transaction of whoever changed something;
/// this node drops after the commit, the others when PostgreSQL notifies them.
///
/// A notice only says "look": what to drop is read from `page_change`, from a watermark on. Numbers of rows commit
/// out of order, so the watermark is a transaction id: all rows at or above the oldest transaction still running are
/// read again, and those already heeded are passed over.
public final class PageChanges implements AutoCloseable {

    private static final String CHANNEL = "page_change";

    /// Without a notice the table is looked at this often.
    private static final int LOOK_EACH_MILLIS = 2_000;

    /// Rows are kept so long; whoever was away longer drops all pages.
    private static final int MINUTES_KEPT = 60;

    private static final int LOOKS_BETWEEN_SWEEPS = 100;

    private final Database db;
    private final PageStore store;
    private final Map<Long, Long> heeded = new HashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private long watermark = -1;
    private long looks;
    private long lookedAt = System.nanoTime();
    private volatile @Nullable Thread follower;

    public PageChanges(Database db, PageStore store) {
        this.db = db;
        this.store = store;
    }

    /// Says in the transaction that what the keys name changes with it: `article:17`, `topic:4`, `front`, `site`,
    /// `picture:9`. If the transaction is rolled back, nothing is dropped.
    public void record(Handle tx, Set<String> keys) {
        if (keys.isEmpty()) {
            return;
        }
        Change change = tx.createQuery("""
                           insert into page_change (keys)
                           values (:keys)
                        returning id, keys, changed_in::text::bigint as changed_in
                        """)
                .bindArray("keys", String.class, keys)
                .map((row, _) -> Change.of(row.getLong("id"), row.getArray("keys"), row.getLong("changed_in")))
                .one();
        tx.execute("notify " + CHANNEL);
        tx.afterCommit(() -> heed(List.of(change)));
    }

    /// Begins to follow what other nodes change.
    public void start() {
        follower = Thread.ofVirtual().name("page-changes").start(this::follow);
    }

    @Override
    public void close() {
        closed.countDown();
        Thread running = follower;
        if (running != null) {
            running.interrupt();
        }
    }

    private void follow() {
        while (closed.getCount() > 0) {
            try {
                db.read(this::listen);
            } catch (DatabaseUnavailable _) {
                pause();
            }
        }
    }

    /// Holds one connection, on which PostgreSQL tells of changes, until it breaks or we are closed.
    private boolean listen(Handle handle) {
        handle.execute("listen " + CHANNEL);
        try {
            while (closed.getCount() > 0) {
                catchUp(handle);
                awaitNotice(handle.getConnection());
            }
        } finally {
            if (closed.getCount() == 0) {
                handle.execute("unlisten " + CHANNEL);
            }
        }
        return true;
    }

    private static void awaitNotice(Connection connection) {
        try {
            connection.unwrap(PGConnection.class).getNotifications(LOOK_EACH_MILLIS);
        } catch (SQLException gone) {
            throw new DatabaseUnavailable(gone);
        }
    }

    private void pause() {
        try {
            if (closed.await(200, TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException _) {
            closed.countDown();
        }
    }

    /// Reads and heeds what was committed since the last look.
    void catchUp() {
        db.read(handle -> {
            catchUp(handle);
            return true;
        });
    }

    private void catchUp(Handle handle) {
        long since = watermark;
        long horizon = horizon(handle);
        if (since < 0 || wasAwayTooLong()) {
            store.dropAll();
        } else {
            heed(changesSince(handle, since));
        }
        watermark = horizon;
        forgetBelow(horizon);
        lookedAt = System.nanoTime();
        if (looks++ % LOOKS_BETWEEN_SWEEPS == 0) {
            sweep(handle);
        }
    }

    /// Every transaction below has ended, so its rows are seen by the statement after this one.
    private static long horizon(Handle handle) {
        return handle.createQuery("select pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
                .mapTo(Long.class)
                .one();
    }

    private static List<Change> changesSince(Handle handle, long since) {
        return handle.createQuery("""
                        select id, keys, changed_in::text::bigint as changed_in
                          from page_change
                         where changed_in >= :since::text::xid8
                        """)
                .bind("since", Long.toString(since))
                .map((row, _) -> Change.of(row.getLong("id"), row.getArray("keys"), row.getLong("changed_in")))
                .list();
    }

    private synchronized void heed(List<Change> changes) {
        var keys = new HashSet<String>();
        for (Change change : changes) {
            if (heeded.putIfAbsent(change.id(), change.changedIn()) == null) {
                keys.addAll(change.keys());
            }
        }
        if (!keys.isEmpty()) {
            store.drop(keys);
        }
    }

    private synchronized void forgetBelow(long horizon) {
        heeded.values().removeIf(changedIn -> changedIn < horizon);
    }

    private boolean wasAwayTooLong() {
        return System.nanoTime() - lookedAt > TimeUnit.MINUTES.toNanos(MINUTES_KEPT / 2);
    }

    private static void sweep(Handle handle) {
        handle.createUpdate("""
                        delete from page_change
                         where at < now() - make_interval(mins => :minutes)
                        """).bind("minutes", MINUTES_KEPT).execute();
    }

    private record Change(long id, Set<String> keys, long changedIn) {
        static Change of(long id, java.sql.Array keys, long changedIn) throws SQLException {
            return new Change(id, Set.of((String[]) keys.getArray()), changedIn);
        }
    }
}
