package depesche.delivery.push;

import depesche.channel.PushKeys;
import depesche.channel.PushSubscriptions;
import depesche.channel.PushSubscriptions.Living;
import depesche.db.Database;
import depesche.db.DatabaseUnavailable;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Makes agreements with browsers while nothing is sent: nine tenths of what encrypting costs, done before the article
/// is there. Stops while anything is being carried, and never takes more than half of a core.
public final class Preparing implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Preparing.class.getName());
    private static final long LOOK = TimeUnit.SECONDS.toNanos(2);
    /// So often all subscriptions are looked through, for new ones and for those that have ended.
    private static final long LOOK_THROUGH = TimeUnit.MINUTES.toNanos(10);
    private static final long WHILE_SENDING = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long AT_A_STRETCH = TimeUnit.MILLISECONDS.toNanos(1);

    private final Database db;
    private final Agreements agreements;
    private final BooleanSupplier sending;
    private final Thread thread;
    private final Semaphore closed = new Semaphore(0);
    private long stretch = System.nanoTime();

    /// @param sending whether anything is being carried from this node
    public Preparing(Database db, Agreements agreements, BooleanSupplier sending) {
        this.db = db;
        this.agreements = agreements;
        this.sending = sending;
        this.thread = Thread.ofPlatform().daemon().name("preparing").unstarted(this::prepareUntilClosed);
    }

    public void start() {
        thread.start();
    }

    /// How many are ready.
    public int ready() {
        return agreements.ready();
    }

    private void prepareUntilClosed() {
        var encryption = Encryption.fastest();
        long lookedThrough = System.nanoTime() - LOOK_THROUGH;
        while (!isClosedWithin(LOOK)) {
            boolean isAllDue = System.nanoTime() - lookedThrough >= LOOK_THROUGH;
            try {
                if (isAllDue) {
                    lookThrough(0, encryption);
                    lookedThrough = System.nanoTime();
                } else {
                    fillUp(encryption);
                }
            } catch (DatabaseUnavailable away) {
                LOG.log(Level.WARNING, "delivery.push.not-prepared why=" + away.getMessage());
            } catch (RuntimeException broken) {
                LOG.log(Level.ERROR, "delivery.push.preparing-broken", broken);
            }
        }
        agreements.drop(0, Long.MAX_VALUE);
    }

    /// Anew for what was used, and for browsers that have come since.
    void fillUp(Encryption encryption) {
        for (long range : agreements.wanting()) {
            List<Living> browsers = living(range);
            if (browsers.isEmpty() || browsers.getFirst().range() != range) {
                agreements.drop(range, range + 1);
            } else {
                boolean _ = fill(range, browsers, encryption);
            }
        }
        lookThrough(agreements.last(), encryption);
    }

    /// All from a range on, as far as there is room; what belongs to nobody any more is forgotten.
    void lookThrough(long from, Encryption encryption) {
        long next = from;
        List<Living> browsers = living(next);
        while (!browsers.isEmpty()) {
            long range = browsers.getFirst().range();
            agreements.drop(next, range);
            if (!fill(range, browsers, encryption)) {
                return;
            }
            next = range + 1;
            browsers = living(next);
        }
        agreements.drop(next, Long.MAX_VALUE);
    }

    private List<Living> living(long range) {
        return db.read(handle -> PushSubscriptions.living(handle, range));
    }

    /// False if there is no room, or no time.
    private boolean fill(long range, List<Living> browsers, Encryption encryption) {
        if (!agreements.lay(range, browsers)) {
            return false;
        }
        for (Living browser : browsers) {
            if (!agreements.has(browser)) {
                if (!mayGoOn()) {
                    return false;
                }
                agreements.put(browser, encryption.agree(PushKeys.ofStored(browser.keys())));
            }
        }
        return true;
    }

    /// Waits while anything is sent, and after each stretch for as long as it took. False when closed.
    private boolean mayGoOn() {
        long worked = System.nanoTime() - stretch;
        if (worked < AT_A_STRETCH && !sending.getAsBoolean()) {
            return closed.availablePermits() == 0;
        }
        boolean isClosed = isClosedWithin(Math.min(worked, AT_A_STRETCH * 2));
        while (!isClosed && sending.getAsBoolean()) {
            isClosed = isClosedWithin(WHILE_SENDING);
        }
        stretch = System.nanoTime();
        return !isClosed;
    }

    private boolean isClosedWithin(long nanos) {
        try {
            boolean isClosed = closed.tryAcquire(nanos, TimeUnit.NANOSECONDS);
            if (isClosed) {
                closed.release();
            }
            return isClosed;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /// Forgets all that is ready.
    @Override
    public void close() {
        closed.release();
        try {
            if (thread.getState() != Thread.State.NEW) {
                thread.join();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
