package depesche.web;

import depesche.db.Database;
import depesche.db.Notices;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/// Tells every node which pages to drop. A change is a row written in the transaction of whoever changed something;
/// this node drops after the commit, the others when PostgreSQL notifies them.
///
/// A notice only says "look": what to drop is read from `page_change`, from a watermark on. Numbers of rows commit
/// out of order, so the watermark is a transaction id: all rows at or above the oldest transaction still running are
/// read again, and those already heeded are passed over.
public final class PageChanges {

    private static final String CHANNEL = "page_change";

    /// Rows are kept so long; whoever was away for half of it drops all pages.
    private static final int MINUTES_KEPT = 24 * 60;

    private static final int LOOKS_BETWEEN_SWEEPS = 200;

    private final Database db;
    private final PageStore store;
    private final List<BiConsumer<Handle, Set<String>>> listeners = new CopyOnWriteArrayList<>();
    private volatile Consumer<Set<String>> first = _ -> {};
    private final Map<Long, Long> heeded = new HashMap<>();
    private long watermark = -1;
    private long looks;
    private long lookedAt = System.nanoTime();

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
                .map((row, _) -> Change.of(row))
                .one();
        Notices.tell(tx, CHANNEL, "");
        listeners.forEach(listener -> listener.accept(tx, keys));
        tx.afterCommit(() -> heed(List.of(change)));
    }

    /// Who also hears of each change, in its transaction.
    public void tell(BiConsumer<Handle, Set<String>> other) {
        listeners.add(other);
    }

    /// Who must know of a change before the pages that show it are dropped: the keys, or none at all for everything.
    /// It is heard again when it fails, and may hear of one change several times.
    public void beforeDropping(Consumer<Set<String>> other) {
        first = other;
    }

    /// Follows what other nodes change. Before [Notices#start].
    public void follow(Notices notices) {
        notices.listen(CHANNEL, _ -> catchUp(), this::comeBack);
    }

    /// After an interruption: what was changed so long ago that its rows are swept away cannot be read any more.
    private void comeBack() {
        if (System.nanoTime() - lookedAt > TimeUnit.MINUTES.toNanos(MINUTES_KEPT / 2)) {
            first.accept(Set.of());
            store.dropAll();
        }
        catchUp();
    }

    /// Reads and heeds what was committed since the last look. One look at a time: whoever opens the newsroom, and from
    /// then on the thread of the notices.
    public void catchUp() {
        db.read(handle -> {
            catchUp(handle);
            return true;
        });
    }

    private void catchUp(Handle handle) {
        DropStamps.Seen seen = horizon(handle);
        long horizon = seen.watermark();
        long since = watermark < 0 ? resumed(seen) : watermark;
        if (since < 0) {
            first.accept(Set.of());
            store.dropAll();
        } else {
            heed(changesSince(handle, since));
        }
        watermark = horizon;
        store.saw(seen);
        forgetBelow(horizon);
        lookedAt = System.nanoTime();
        if (looks++ % LOOKS_BETWEEN_SWEEPS == 0) {
            sweep(handle);
        }
    }

    /// Every transaction below has ended, so its rows are seen by the statement after this one.
    private static DropStamps.Seen horizon(Handle handle) {
        return handle.createQuery("""
                        select pg_snapshot_xmin(pg_current_snapshot())::text::bigint as horizon,
                               extract(epoch from clock_timestamp()) * 1000 as millis
                        """)
                .map((row, _) -> new DropStamps.Seen(row.getLong("horizon"), row.getLong("millis")))
                .one();
    }

    /// From where on to read what was changed while this node did not run; negative where that is not known any more.
    /// A database that has done less than was seen of it is another, or an older one.
    private long resumed(DropStamps.Seen now) {
        long longest = TimeUnit.MINUTES.toMillis(MINUTES_KEPT / 2);
        return store.seen()
                .filter(last -> last.watermark() <= now.watermark())
                .filter(last -> Math.abs(now.atMillis() - last.atMillis()) < longest)
                .map(DropStamps.Seen::watermark)
                .orElse(-1L);
    }

    private static List<Change> changesSince(Handle handle, long since) {
        return handle.createQuery("""
                        select id, keys, changed_in::text::bigint as changed_in
                          from page_change
                         where changed_in >= :since::text::xid8
                        """)
                .bind("since", Long.toString(since))
                .map((row, _) -> Change.of(row))
                .list();
    }

    private void heed(List<Change> changes) {
        var all = new HashSet<String>();
        changes.forEach(change -> all.addAll(change.keys()));
        if (!all.isEmpty()) {
            first.accept(all);
        }
        drop(changes);
    }

    private synchronized void drop(List<Change> changes) {
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

    private static void sweep(Handle handle) {
        handle.createUpdate("""
                        delete from page_change
                         where at < now() - make_interval(mins => :minutes)
                        """).bind("minutes", MINUTES_KEPT).execute();
    }

    private record Change(long id, Set<String> keys, long changedIn) {
        static Change of(ResultSet row) throws SQLException {
            String[] keys = (String[]) row.getArray("keys").getArray();
            return new Change(row.getLong("id"), Set.of(keys), row.getLong("changed_in"));
        }
    }
}
